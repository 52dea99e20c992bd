"""Texts that try to become markup, script or a request. `window.hit` is set, or /hit/ asked for, where one succeeds."""

_TAGS = (
    "<script>HIT</script>", "<ScRiPt>HIT</sCrIpT>", "<script/x>HIT</script>", "<script\x0c>HIT</script>".replace("\x0c", " "),
    "<img src=x onerror=HIT>", "<img/src=x/onerror=HIT>", "<IMG SRC=x ONERROR=HIT>", "<img src=`x` onerror=HIT>",
    "<svg onload=HIT>", "<svg/onload=HIT>", "<svg><script>HIT</script></svg>", "<svg><animate onbegin=HIT attributeName=x dur=1s>",
    "<body onload=HIT>", "<iframe srcdoc='<script>parent.HIT</script>'></iframe>", "<iframe src=javascript:HIT></iframe>",
    "<object data=javascript:HIT></object>", "<embed src=javascript:HIT>", "<details open ontoggle=HIT>x</details>",
    "<video><source onerror=HIT></video>", "<audio src=x onerror=HIT>", "<input autofocus onfocus=HIT>",
    "<select autofocus onfocus=HIT></select>", "<textarea autofocus onfocus=HIT></textarea>", "<marquee onstart=HIT>x</marquee>",
    "<math><mtext><table><mglyph><style><img src=x onerror=HIT>", "<noscript><p title='</noscript><img src=x onerror=HIT>'>",
    "<form><button formaction=javascript:HIT>x</button></form>", "<a href=javascript:HIT>x</a>", "<a href='java\tscript:HIT'>x</a>",
    "<link rel=stylesheet href=/hit/>", "<style>@import '/hit/'</style>", "<style>*{background:url(/hit/)}</style>",
    "<meta http-equiv=refresh content='0;url=/hit/'>", "<base href='/hit/'>", "<template><script>HIT</script></template>",
)  # fmt: skip
_BREAKOUTS = (
    "\"><img src=x onerror=HIT>", "'><img src=x onerror=HIT>", "' autofocus onfocus='HIT", "\" autofocus onfocus=\"HIT", "--><script>HIT</script>",
    "</textarea><script>HIT</script>", "</title><script>HIT</script>", "</style><script>HIT</script>", "</script><script>HIT</script>",
    "</svg><script>HIT</script>", "</option></select><img src=x onerror=HIT>", "]]><script>HIT</script>", "&lt;script&gt;HIT&lt;/script&gt;",
    "&#60;script&#62;HIT&#60;/script&#62;", "\\u003cscript\\u003eHIT\\u003c/script\\u003e", "%3Cscript%3EHIT%3C/script%3E",
    "{{ 7*7 }}{% raw %}", "${HIT}", "#{HIT}", "javascript:HIT", "data:text/html,<script>HIT</script>",
)  # fmt: skip
_HTMX = (
    "<div hx-get='/hit/' hx-trigger='load'></div>", "<div data-hx-get='/hit/' data-hx-trigger='load'></div>",
    "<div hx-on:load='HIT'></div>", "<div hx-on::after-settle='HIT'></div>", "<div hx-swap-oob='true' id='toasts'>x</div>",
    "<a hx-boost='true' href='/hit/'>x</a>", "<form data-autosubmit action='/hit/'></form>", "<div hx-vals='js:{a:HIT}' hx-get='/hit/'></div>",
    "\u2028<script>HIT</script>\u2029", "\u202e<script>HIT</script>",
)  # fmt: skip

HOSTILE = tuple(text.replace("HIT", "window.hit=1") for text in (*_TAGS, *_BREAKOUTS, *_HTMX))
