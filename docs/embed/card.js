/* <handbook-card record="theory/eight-steps" scheme="dark"><a href="…">A plain link</a></handbook-card>
   A record of the handbook as a card. The link inside stays until the card has come, and where it does not
   come. */
(function () {
  "use strict";

  var base = new URL(".", document.currentScript.src);
  var RECORD = /^[a-z]+\/[a-z0-9./-]+$/;

  function address(card) {
    var record = card.getAttribute("record") || "", scheme = card.getAttribute("scheme");
    if (!RECORD.test(record) || record.indexOf("..") >= 0) return "";
    var chosen = scheme === "light" || scheme === "dark";
    return base.href + record + "/?card" + (chosen ? "&scheme=" + scheme : "");
  }

  /* What screen readers call the frame: what the page calls it, else the words of the link, else which record
     it is. */
  function name(card) {
    return (
      card.getAttribute("aria-label") || card.title || card.textContent.trim() || card.getAttribute("record")
    );
  }

  class HandbookCard extends HTMLElement {
    static get observedAttributes() { return ["record", "scheme", "title", "aria-label"]; }

    constructor() {
      super();
      var card = this, shadow = this.attachShadow({ mode: "open" });
      this.frame = document.createElement("iframe");
      this.link = shadow.appendChild(document.createElement("slot"));
      this.frame.style.cssText = "display:block;width:100%;border:0";
      this.hear = function (event) {
        var said = event.data, high = said && said.handbook === "height" && said.height;
        if (!Number.isInteger(high)) return;
        if (event.source !== card.frame.contentWindow || event.origin !== base.origin) return;
        card.frame.style.height = Math.min(Math.max(high, 60), 2000) + "px";
        card.frame.style.visibility = "";
        card.link.style.display = "none";
      };
    }

    connectedCallback() {
      this.style.display = "block";
      addEventListener("message", this.hear);
      this.show();
    }

    disconnectedCallback() {
      removeEventListener("message", this.hear);
      this.frame.remove();
      this.frame.removeAttribute("src");
    }

    attributeChangedCallback() { if (this.isConnected) this.show(); }

    show() {
      var to = address(this);
      this.frame.title = name(this);
      if (to && this.frame.src === to) return;
      this.link.style.display = "";
      if (!to) { this.frame.remove(); this.frame.removeAttribute("src"); return; }
      this.frame.style.height = "1px";
      this.frame.style.visibility = "hidden";
      this.frame.src = to;
      if (!this.frame.isConnected) this.shadowRoot.append(this.frame);
    }
  }

  if (!customElements.get("handbook-card")) customElements.define("handbook-card", HandbookCard);
})();
