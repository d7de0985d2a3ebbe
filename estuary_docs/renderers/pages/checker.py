"""The form of "Check your .env". It does nothing without a script, and is not shown then."""

from markupsafe import Markup

from estuary_docs.catalogue.model import Catalogue
from estuary_docs.renderers.writing import html

# Nothing that is typed may be kept, corrected or translated by a browser, for that could send it away.
PRIVATE = Markup(
    'autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" writingsuggestions="false" '
    'translate="no"'
)
FORM = Markup("""\
<noscript>
<p>This page needs JavaScript, and your browser runs none. On the command line,
<code>python validation.py --env-file .env</code> reports the same.</p>
</noscript>
<div class="tool" id="checker" data-search-exclude>
<div class="checker-choices">
{profiles}
<div>
<label class="tool-label" for="checker-file">Choose a file, or drop one anywhere</label>
<input type="file" id="checker-file" autocomplete="off">
</div>
</div>
<div class="checker-panes">
<div>
<label class="tool-label" for="checker-text">Your env file</label>
<textarea id="checker-text" rows="14" wrap="off" placeholder="NAME=value" {private}></textarea>
<p id="checker-summary"></p>
<section id="checker-corrections" aria-labelledby="checker-correct" hidden>
<p id="checker-correct">What can be fixed automatically</p>
<ul id="checker-corrected"></ul>
<p class="checker-actions"><button type="button" id="checker-save">Download the fixed file</button>
<button type="button" id="checker-take">Apply these fixes</button></p>
</section>
</div>
<div>
<p id="checker-hint">Problems appear here, beside their lines.</p>
<ol id="checker-lines" aria-label="The file, line by line" translate="no"></ol>
</div>
</div>
<p id="tool-status" role="status" class="unseen"></p>
<p class="tool-note"><a id="tool-rules" href="troubleshooting.md">Troubleshooting</a> explains the code beside each
problem, the <a id="tool-reference" href="reference.md">Reference</a> each variable.</p>
</div>""")
SWITCH = Markup("<fieldset>\n<legend>Check for</legend>\n{}\n</fieldset>")


def render(catalogue: Catalogue, notice: str) -> str:  # noqa: ARG001 - part of a page, not a file
    """Return the form, as HTML."""
    choices = [html.choice("profile", "", "the profile in the file", checked=True)]
    choices += [html.choice("profile", profile, profile, checked=False) for profile in catalogue.profiles]
    profiles = SWITCH.format(Markup("\n").join(choices)) if catalogue.profile_variable else ""
    return FORM.format(profiles=profiles, private=PRIVATE)
