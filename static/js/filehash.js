/* Compares a dropped or chosen file with the registered hash; the file never leaves the reader's computer. */
(function () {
  "use strict";

  const TOLD = {
    same: "Bu dosya, kayıtlı belgenin aynısıdır.",
    other: "Bu dosya kayıtlı belgeden farklıdır. Dosya değiştirilmiş veya başka bir belge olabilir.",
    unable: "Dosya okunamadı. Özet değerini başka bir araçla hesaplayıp karşılaştırın.",
  };

  async function sha256(file) {
    const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function compare(zone, file) {
    const result = zone.querySelector("[data-hash-result]");
    let told = "unable";
    let hash = "";
    try {
      hash = await sha256(file);
      told = hash === zone.dataset.hash.toLowerCase() ? "same" : "other";
    } catch (unreadable) {
      told = "unable";
    }
    zone.dataset.state = told;
    result.textContent = hash ? `${TOLD[told]} (${file.name}: ${hash})` : TOLD[told];
  }

  function listen(zone) {
    const input = zone.querySelector("input[type=file]");
    zone.hidden = false;
    input.addEventListener("change", () => input.files[0] && compare(zone, input.files[0]));
    ["dragenter", "dragover"].forEach((name) =>
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.dataset.state = "over";
      })
    );
    zone.addEventListener("dragleave", () => delete zone.dataset.state);
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      delete zone.dataset.state;
      if (event.dataTransfer.files[0]) {
        compare(zone, event.dataTransfer.files[0]);
      }
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (window.crypto && crypto.subtle) {
      document.querySelectorAll("[data-hash]").forEach(listen);
    }
  });
})();
