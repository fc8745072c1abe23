"""What a live preview adds to a page: a script that reloads it when there is something new, and a report over it."""

from __future__ import annotations

import html
from collections.abc import Mapping

_FOLLOW = """<script>(function(){var asked;
function wait(){asked=new XMLHttpRequest();asked.onloadend=function(){
if(this.status===200&&this.responseText!=="%s")location.reload();else setTimeout(wait,this.status===200?0:500)};
asked.open("GET","/livereload/%s/0");asked.send()}
function turn(){if(document.visibilityState==="visible"){if(!asked)wait()}
else if(asked){asked.onloadend=null;asked.abort();asked=null}}
addEventListener("visibilitychange",turn);addEventListener("load",turn)})()</script>"""
# Only the tab that is looked at waits: a browser holds few connections to one server.

_REPORT = """<meta charset="utf-8"><details open role="alert" style="position:fixed;inset:auto 0 0;z-index:99999;\
max-height:80vh;overflow:auto;padding:.75rem 1.25rem;border-top:6px solid #c62828;background:#fff;color:#1a1a1a;\
box-shadow:0 0 2rem rgba(0,0,0,.5);font:16px/1.6 system-ui,sans-serif">
<summary style="font-weight:bold">%s</summary><p style="margin:.3em 0 1em">%s</p>
<pre style="margin:0;white-space:pre-wrap;word-break:break-word;font:14px/1.55 ui-monospace,Consolas,monospace">%s</pre>
</details>"""


def over(report: str, epoch: int, words: Mapping[str, str]) -> str:
    """HTML to add to a page of the state `epoch`, with the report over it if there is one."""
    follow = _FOLLOW % (epoch, epoch)
    if not report:
        return follow
    said = (words["preview-title"], words["preview-back"], report)
    return _REPORT % tuple(html.escape(text, quote=False) for text in said) + follow
