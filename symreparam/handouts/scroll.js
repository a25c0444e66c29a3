// a box that scrolls can be reached by the keyboard
for (const box of document.querySelectorAll(".formula, .wide, .scrolls, pre")) {
  if (box.scrollWidth > box.clientWidth + 1) {
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "wide formula, scrolls sideways");
  }
}
