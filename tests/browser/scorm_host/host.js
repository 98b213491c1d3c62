/* The interface of SCORM 1.2 as a platform offers it: it notes every call, keeps what is written, and answers
   as the specification says (SCORM 1.2 RTE, 3.4). What a learner left behind is given as JSON in the address,
   behind '#'. */
(() => {
  "use strict";

  const WRITTEN = ["lesson_location", "lesson_status", "exit", "session_time"].map(
    (name) => `cmi.core.${name}`,
  );
  const READ = ["lesson_location", "lesson_status", "lesson_mode", "entry"].map((name) => `cmi.core.${name}`);
  const STATUSES = ["passed", "completed", "failed", "incomplete", "browsed", "not attempted"];
  const values = {
    "cmi.core.lesson_status": "not attempted",
    "cmi.core.lesson_location": "",
    "cmi.core.lesson_mode": "normal",
    "cmi.core.entry": "ab-initio",
    "cmi.suspend_data": "",
    ...JSON.parse(decodeURIComponent(window.location.hash.slice(1)) || "{}"),
  };
  const state = { calls: [], faults: [], values, isOpen: false, ended: 0 };
  window.host = state;

  function find(wrong, sentence) {
    if (wrong) {
      state.faults.push(sentence);
    }
    return wrong ? "false" : "true";
  }

  function judge(name, value) {
    if (name === "cmi.core.session_time") {
      return !/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/.test(value);
    }
    if (name === "cmi.core.lesson_status") {
      return !STATUSES.includes(value) || value === "not attempted";
    }
    const most = name === "cmi.suspend_data" ? 4096 : 255;
    return !(WRITTEN.includes(name) || name === "cmi.suspend_data") || value.length > most;
  }

  window.API = {
    LMSInitialize(text) {
      state.calls.push(["LMSInitialize", text]);
      const answer = find(state.isOpen || text !== "", "begun twice");
      state.isOpen = true;
      return answer;
    },
    LMSGetValue(name) {
      state.calls.push(["LMSGetValue", name]);
      find(!state.isOpen || !(READ.includes(name) || name === "cmi.suspend_data"), `read ${name}`);
      return values[name] ?? "";
    },
    LMSSetValue(name, value) {
      state.calls.push(["LMSSetValue", name, value]);
      if (
        find(!state.isOpen || typeof value !== "string" || judge(name, value), `wrote ${name} ${value}`)
        === "true"
      ) {
        values[name] = value;
        return "true";
      }
      return "false";
    },
    LMSCommit(text) {
      state.calls.push(["LMSCommit", text]);
      return find(!state.isOpen, "committed while closed");
    },
    LMSFinish(text) {
      state.calls.push(["LMSFinish", text]);
      const answer = find(!state.isOpen, "ended while closed");
      state.isOpen = false;
      state.ended += 1;
      return answer;
    },
    LMSGetLastError: () => "0",
    LMSGetErrorString: () => "",
    LMSGetDiagnostic: () => "",
  };
})();
