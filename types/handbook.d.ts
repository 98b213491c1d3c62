// What the scripts of every page put on the namespace, for the check of the tools' types. What the tools' own scripts put
// there, and what those of shared/ do, is read from them.

declare namespace handbook {
  namespace shell {
    const boot: {
      storage: { lasts: boolean; get(name: string): unknown; set(name: string, value: unknown): boolean };
      scheme: string;
    };
    const i18n: {
      language: string;
      _(text: string, values?: Record<string, unknown>): string;
      ngettext(one: string, many: string, n: number, values?: Record<string, unknown>): string;
      number(value: number): string;
      list(words: string[], either?: boolean): string;
      spoken<E extends Element>(element: E): E;
    };
    const words: {
      plain(text: string): string;
      key(text: string): string;
      matcher(typed: string): (text: string) => boolean;
    };
    const searchStart: { recent: { clear(): void } };
    const pageHelps: {
      scrollRegions(): void;
      copyField(field: HTMLTextAreaElement): Promise<boolean>;
      print(): void;
      loadFiles(addresses: string[]): Promise<unknown>;
    };
  }
  namespace pages {
    const embedFrame: { inFrame(address: string): string; fullPage: string } | undefined;
  }
  const data: HandbookData;
  // Of the page that edits records: the form (macros/editing/form.py), and texts of files by their paths.
  const editing: any;
  const editedTexts: Record<string, string>;
  const contents:
    | (Pick<HandbookData, "records" | "pathways" | "prompts"> & {
        frameworks: Pick<Framework, "domains" | "items">[];
      })
    | undefined;
  const details: Record<string, Record<string, Partial<Item>>>;
}
