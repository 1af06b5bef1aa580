using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Telehealth.Identity.Access;
using Telehealth.Identity.Domain;

namespace Telehealth.Identity.Areas.Account.Pages;

/// <summary>What the account pages share: waiting times, lists to choose from.</summary>
internal static class PageForms
{
    /// <summary>Languages the product speaks or will; any BCP 47 tag is taken through the API.</summary>
    private static readonly (string Tag, string Name)[] Languages =
    [
        ("en-GB", "English (UK)"),
        ("en-US", "English (US)"),
        ("de-DE", "Deutsch"),
        ("es-ES", "Español"),
        ("fr-FR", "Français"),
        ("is-IS", "Íslenska"),
        ("pl-PL", "Polski"),
        ("vi-VN", "Tiếng Việt"),
    ];

    /// <summary>Counts the attempt; when there were too many the page says so, with 429 and Retry-After.</summary>
    public static bool Refused(this PageModel page, Attempts attempts, AttemptKind kind, string? name)
    {
        if (attempts.Take(kind, name) is not { } wait)
        {
            return false;
        }

        page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        page.Response.Headers.RetryAfter = Attempts.Seconds(wait).ToString(CultureInfo.InvariantCulture);
        page.ModelState.AddModelError("", Attempts.Sentence(wait));
        return true;
    }

    /// <summary>By place, in groups of their region: people look for a city, not for a name of the database.</summary>
    public static IEnumerable<SelectListItem> TimeZoneItems(string? chosen)
    {
        var regions = new Dictionary<string, SelectListGroup>(StringComparer.Ordinal);
        foreach (var id in PersonTexts.TimeZones)
        {
            var parts = id.Replace('_', ' ').Split('/');
            var name = parts.Length > 2 ? $"{parts[^1]}, {parts[^2]}" : parts[^1];
            if (!regions.TryGetValue(parts[0], out var region))
            {
                regions[parts[0]] = region = new SelectListGroup { Name = parts[0] };
            }

            yield return new SelectListItem(name, id, id == chosen) { Group = parts.Length > 1 ? region : null };
        }
    }

    public static IEnumerable<SelectListItem> LanguageItems(string? chosen) =>
        Languages
            .Append((Tag: chosen ?? "", Name: chosen ?? ""))
            .Where(x => x.Tag.Length > 0)
            .DistinctBy(x => x.Tag)
            .Select(x => new SelectListItem(x.Name, x.Tag, x.Tag == chosen));
}
