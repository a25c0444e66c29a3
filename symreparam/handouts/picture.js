// gamma and beta by Lanczos' series (1964, g = 7, nine terms): enough for a picture
function gamma(x) {
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  const c = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7];
  let sum = c[0];
  for (let k = 1; k < 9; k++) sum += c[k] / (x - 1 + k);
  const t = x + 6.5;
  return Math.sqrt(2 * Math.PI) * Math.pow(t, x - 0.5) * Math.exp(-t) * sum;
}
const beta = (a, b) => gamma(a) * gamma(b) / gamma(a + b);
function picture(mark, [low, high, top], density, map, draws, other) {
  const W = 400, H = 230, L = 34, R = 8, A = 8, B = 26, N = 40, P = 161;
  const box = document.getElementById(mark);
  const inputs = [...box.querySelectorAll("input")], outs = [...box.querySelectorAll("output")];
  const bars = [...box.querySelectorAll(".bars rect")], curve = box.querySelector("svg .curve"),
    source = box.querySelector("svg .source");
  const X = x => L + (x - low) / (high - low) * (W - L - R);
  const Y = y => H - B - Math.min(y, 3 * top) / top * (H - A - B);
  function trace(line, height, p) {
    let path = "", pen = "M";
    for (let k = 0; k < P; k++) {
      const x = low + (high - low) * k / (P - 1), y = height(p, x);
      if (!Number.isFinite(y)) { pen = "M"; continue; }
      path += pen + X(x).toFixed(1) + " " + Y(y).toFixed(1);
      pen = "L";
    }
    line.setAttribute("d", path);
  }
  function draw() {
    const p = inputs.map(input => Number(input.value));
    outs.forEach((out, k) => { out.textContent = String(+p[k].toFixed(2)).replace("-", "−"); });
    trace(curve, density, p);
    if (other) trace(source, other, p);
    const counts = Array(N).fill(0), width = (high - low) / N;
    for (let k = 0; k < draws[0].length; k++) {
      const place = Math.floor((map(p, draws.map(row => row[k])) - low) / width);
      if (place >= 0 && place < N) counts[place]++;
    }
    counts.forEach((count, k) => {
      const y = Y(count / draws[0].length / width);
      bars[k].setAttribute("y", y.toFixed(1));
      bars[k].setAttribute("height", (H - B - y).toFixed(1));
    });
  }
  inputs.forEach(input => input.addEventListener("input", draw));
}
