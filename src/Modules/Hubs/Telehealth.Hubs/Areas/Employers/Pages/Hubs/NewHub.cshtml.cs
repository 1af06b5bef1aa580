using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Features.Hubs;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>What a programme manager writes to prepare a hub (HUB-01).</summary>
[Authorize]
internal sealed class NewHubModel(ISender sender) : PageModel
{
    [FromRoute]
    public Guid EmployerId { get; set; }

    [BindProperty]
    public HubForm Form { get; set; } = new();

    public string Employer { get; private set; } = "";

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPost(string key, CancellationToken ct)
    {
        var made = await sender.Send(new CreateHub(EmployerId, Form.ToBody()), ct, key);
        if (made.Error is not { } refusal)
        {
            this.Say("The hub is prepared. Next: invite providers.");
            return Redirect($"/hubs/manage/{made.Value.Id}");
        }

        if (await Show(ct) is { } missing)
        {
            return missing;
        }

        var fields = refusal.Fields.ToDictionary(x => HubForm.FieldOf(x.Key), x => x.Value);
        return this.Refuse(refusal with { Fields = fields });
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var found = await sender.Send(new GetEmployer(EmployerId), ct);
        if (found.Error is { } missing)
        {
            return this.Answer(missing);
        }

        Employer = found.Value.Name;
        return null;
    }
}

/// <summary>A hub as it is typed.</summary>
internal sealed class HubForm
{
    public string? Name { get; set; }

    public string? Code { get; set; }

    public string? Colour { get; set; } = "#0b5c4a";

    public string? Categories { get; set; } = "psychology";

    public string? Languages { get; set; } = "en";

    public string? Domains { get; set; }

    public string? PerPeriod { get; set; } = "6";

    public string? PeriodMonths { get; set; } = "12";

    public string? CarryOverCap { get; set; } = "0";

    public string? Price { get; set; }

    public string? Currency { get; set; } = "GBP";

    /// <summary>In percent.</summary>
    public string? PlatformShare { get; set; } = "20";

    public string? DurationMinutes { get; set; } = "50";

    public bool Video { get; set; } = true;

    public bool Phone { get; set; }

    public bool InPerson { get; set; }

    public string? FreeCancelHours { get; set; } = "24";

    public string? BufferAfterMinutes { get; set; } = "10";

    /// <summary>Where this form shows what the slice says of a field.</summary>
    public static string FieldOf(string field)
    {
        var name = field.Split('.')[^1];
        name = char.ToUpperInvariant(name[0]) + name[1..];
        return name switch
        {
            "PlatformShareBasisPoints" => "Form.PlatformShare",
            "Modes" => "Form.Video",
            _ => $"Form.{name}",
        };
    }

    public HubBody ToBody() =>
        new(
            Name ?? "",
            Code ?? "",
            Colour ?? "",
            HubPageWords.Listed(Categories),
            HubPageWords.Listed(Languages),
            HubPageWords.Listed(Domains),
            new CreditPolicyBody(Number(PerPeriod), Number(PeriodMonths), Number(CarryOverCap)),
            new HubSessionBody(
                Amount(),
                Decimal(PlatformShare) is >= 0 and <= 100 and var percent ? (int)(percent * 100) : -1,
                Number(DurationMinutes),
                [.. ModesChosen()],
                Number(FreeCancelHours),
                Number(BufferAfterMinutes)
            )
        );

    private IEnumerable<string> ModesChosen()
    {
        if (Video)
        {
            yield return "video";
        }

        if (Phone)
        {
            yield return "phone";
        }

        if (InPerson)
        {
            yield return "in-person";
        }
    }

    // What is no amount is none, and refused beside its field.
    private Money Amount()
    {
        var currency = BuildingBlocks.Currency.TryParse(Currency, out var known) ? known : BuildingBlocks.Currency.Gbp;
        var minor = Decimal(Price?.Trim(' ', '£', '€'));
        for (var i = 0; i < currency.Exponent; i++)
        {
            minor *= 10;
        }

        return new Money(minor == decimal.Truncate(minor) ? (long)minor : 0, currency);
    }

    private static decimal Decimal(string? text) =>
        text is { Length: < 15 } && decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;

    private static int Number(string? text) => int.TryParse(text, out var number) ? number : -1;

    private const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands;
}
