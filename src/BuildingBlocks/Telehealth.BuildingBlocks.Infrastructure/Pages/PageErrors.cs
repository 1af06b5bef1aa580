using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>How a page tells what became of a command.</summary>
public static class PageErrors
{
    /// <summary>The name under which the shell finds the sentence of <see cref="Say"/>.</summary>
    public const string Said = "Said";

    /// <summary>Puts a refusal beside its fields, or above the form when it belongs to none.</summary>
    public static void Add(this ModelStateDictionary state, Error error)
    {
        if (error.Fields.Count == 0)
        {
            state.AddModelError("", error.Message);
        }

        foreach (var (field, messages) in error.Fields)
        {
            foreach (var message in messages)
            {
                state.AddModelError(field, message);
            }
        }
    }

    /// <summary>
    /// The page again with the refusal in it and the status the API would answer; nothing there is a 404 of its own.
    /// </summary>
    public static IActionResult Refuse(this PageModel page, Error error)
    {
        if (error.Kind == ErrorKind.NotFound)
        {
            return page.NotFound();
        }

        page.ModelState.Add(error);
        page.Response.StatusCode = Answers.Status(error.Kind);
        return page.Page();
    }

    /// <summary>A query's refusal as a page of its own: 404, 403, 503.</summary>
    public static IActionResult Answer(this PageModel page, Error error) => page.StatusCode(Answers.Status(error.Kind));

    /// <summary>A sentence the next page shows once, such as "The batch is approved."; no personal data.</summary>
    public static void Say(this PageModel page, string sentence) => page.TempData[Said] = sentence;

    /// <summary>Back where the person came from, inside this site only.</summary>
    public static IActionResult Return(this PageModel page, string? returnUrl) =>
        page.Url.IsLocalUrl(returnUrl) ? page.LocalRedirect(returnUrl!) : page.LocalRedirect("/");
}
