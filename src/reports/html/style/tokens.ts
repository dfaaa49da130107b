/** Colors and measures, light and dark. Every pair of text and ground has a contrast of 4.5 at least. */
export const tokens = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f8; --card: #ffffff; --line: #dfe3e7; --line-strong: #b9c1c9;
  --text: #16202a; --quiet: #55626f; --link: #0b5c57; --brand: #134e4a; --focus: #0f766e;
  --l1: #fbdcd6; --l1-text: #8a1c10; --l2: #fdebc4; --l2-text: #6f4300;
  --l3: #d3eedd; --l3-text: #12522f; --l4: #157048; --l4-text: #ffffff; --l0: #e9ecef; --l0-text: #4c5966;
  --critical: #9b1c31; --error: #b4460c; --warning: #7a5900; --info: #41566b;
  --notice: #fff6df; --notice-line: #e7c766; --bar: #2a8f86; --track: #e4e8eb; --mark: #16202a; --shade: 0 1px 2px rgb(16 32 48 / .06);
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #11161b; --card: #1a2128; --line: #2e3842; --line-strong: #4a5764;
    --text: #e8edf1; --quiet: #a3b0bc; --link: #6fd3c7; --brand: #5bc4b8; --focus: #5bc4b8;
    --l1: #5b211b; --l1-text: #ffd0c8; --l2: #523a08; --l2-text: #ffe2a3;
    --l3: #1c4630; --l3-text: #bdf0d0; --l4: #7fd8a4; --l4-text: #0a2717; --l0: #2b343d; --l0-text: #b6c2cd;
    --critical: #ff9aa8; --error: #ffb18a; --warning: #f0d080; --info: #a9c0d6;
    --notice: #33290f; --notice-line: #80681f; --bar: #4fb8ad; --track: #2e3842; --mark: #f3f6f8; --shade: none;
  }
}
`;
