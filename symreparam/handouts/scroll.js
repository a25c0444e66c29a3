// a formula a little too wide for the screen is set smaller; one that scrolls all the same, and any
// other such box, can be reached by the keyboard
{
  const SMALLEST = 0.8;
  const fit = () => {
    for (const box of document.querySelectorAll(".formula, .wide, .scrolls, pre")) {
      if (!box.clientWidth) continue; // folded
      box.style.fontSize = "";
      const share = box.clientWidth / box.scrollWidth;
      if (share < 1 && box.matches(".formula"))
        box.style.fontSize = `${100 * Math.max(SMALLEST, share - 0.01)}%`;
      if (box.scrollWidth > box.clientWidth + 1) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", "wide formula, scrolls sideways");
      } else
        for (const each of ["tabindex", "role", "aria-label"]) box.removeAttribute(each);
    }
  };
  let known = 0;
  const refit = () => {
    if (innerWidth !== known) fit();
    known = innerWidth;
  };
  addEventListener("resize", refit);
  addEventListener("toggle", fit, true);
  addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll(".formula")) box.style.fontSize = "";
  });
  addEventListener("afterprint", fit);
  document.fonts.ready.then(refit);
  // a font is asked for when it is first laid out, which may be after that promise is kept
  document.fonts.addEventListener("loading", () => document.fonts.ready.then(fit));
  document.fonts.addEventListener("loadingdone", fit);
}
