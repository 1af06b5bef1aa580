using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Telehealth.Host.Pages;

/// <summary>Errors inside the shell: what happened, what it means, what to do next.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel : PageModel
{
    public string Heading { get; private set; } = "";

    public string Explanation { get; private set; } = "";

    public string? TraceId { get; private set; }

    public void OnGet(int status) => Show(status);

    public void OnPost(int status) => Show(status);

    private void Show(int status)
    {
        (Heading, Explanation) = status switch
        {
            400 => (
                "That did not work",
                "The form was open for a long time, or came from another window. "
                    + "Go back, reload the page and send it once more."
            ),
            401 => ("Please sign in", "This page is for people who are signed in."),
            403 => (
                "Not for this account",
                "Your account may not open this page. If you think it should, ask whoever gave you access."
            ),
            404 => (
                "There is nothing here",
                "The address may be mistyped, the link may have run out, or it belongs to somebody else."
            ),
            413 => ("That is too much at once", "What you sent is larger than we can take. Nothing of it was kept."),
            429 => (
                "A moment, please",
                "That was many requests in a short time. Wait a minute, then go on where you were."
            ),
            503 => ("We are busy right now", "Nothing was lost. Try again in a few seconds."),
            _ => (
                "Something went wrong on our side",
                "Nothing you did caused it, and nothing was done halfway. Try again in a moment."
            ),
        };
        TraceId = status >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
    }
}
