using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Areas.Client.Pages.Marketplace;
using Telehealth.Marketplace.Features;
using Telehealth.Marketplace.Features.Concierge;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Features.Slots;

namespace Telehealth.Marketplace.Areas.Concierge.Pages.Marketplace;

/// <summary>What, how and when; once a time is chosen, what it means and the one button (HUB-19).</summary>
[Authorize(Roles = Roles.Concierge)]
internal sealed class ConciergeTimesModel(ISender sender, IClock clock) : PageModel
{
    private const int EveryMinutes = 30;
    private static readonly Duration Shown = Duration.FromDays(7);

    [FromRoute]
    public Guid MemberId { get; set; }

    [FromRoute]
    public Guid ProviderId { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Service { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Mode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Currency { get; set; }

    /// <summary>The first instant shown; now when left out.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    /// <summary>Asked for when documents can carry no name of the member so far.</summary>
    [BindProperty]
    public string? NameOnDocuments { get; set; }

    public MemberAnswer Member { get; private set; } = null!;

    public ProviderAnswer Profile { get; private set; } = null!;

    public IReadOnlyList<PricedChoice> Choices { get; private set; } = [];

    public PricedChoice? Choice { get; private set; }

    public IReadOnlyList<IGrouping<LocalDate, Instant>> Days { get; private set; } = [];

    /// <summary>The chosen time; null while there is none.</summary>
    public Instant? Chosen => Choice is null ? null : InputRules.ParseInstant(At);

    public string? Earlier => Start > clock.GetCurrentInstant() ? TimeText.Machine(Start - Shown) : null;

    public string Later => TimeText.Machine(Start + Shown);

    private Instant Start => InputRules.ParseInstant(From) ?? clock.GetCurrentInstant();

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPost(string key, CancellationToken ct)
    {
        if (await Read(ct) is { } missing)
        {
            return missing;
        }

        if (Choice is not { } choice || Chosen is not { } at)
        {
            return BadRequest();
        }

        var body = new ConciergeBookingBody(
            Member.Id,
            Profile.Id,
            choice.Service.Id,
            choice.Mode,
            at,
            choice.Price.Currency.Code,
            NameOnDocuments
        );
        var booked = await sender.Send(new BookForMember(body), ct, key);
        if (booked.Error is { } refused)
        {
            return this.Refuse(Worded(refused));
        }

        this.Say("Booked. Both are told by mail.");
        return Redirect($"/marketplace/concierge/bookings/{booked.Value.BookingId}");
    }

    public string Link(PricedChoice choice, string? from = null, Instant? at = null)
    {
        var query = new QueryBuilder
        {
            { nameof(Service), choice.Service.Id.ToString() },
            { nameof(Mode), choice.Mode },
            { nameof(Currency), choice.Price.Currency.Code },
        };
        if (from is not null)
        {
            query.Add(nameof(From), from);
        }

        if (at is { } chosen)
        {
            query.Add(nameof(At), TimeText.Machine(chosen));
        }

        return $"/marketplace/concierge/{MemberId}/{ProviderId}{query.ToQueryString()}";
    }

    // Said to whoever books, not to whoever pays; and the line to call is part of the sentence.
    private static Error Worded(Error refused) =>
        refused.Code switch
        {
            "wallet.insufficient-funds" => refused with
            {
                Message = "The member's wallet does not hold enough. Ask the member to top it up, then book again.",
            },
            "marketplace.partner-books" => refused with
            {
                Message = $"{refused.Message} {refused.Details["programme"]}: {refused.Details["line"]}",
            },
            _ => refused,
        };

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var member = await sender.Send(new GetBookableMember(new PersonId(MemberId)), ct);
        var profile = await sender.Send(new GetProvider(new ProviderId(ProviderId)), ct);
        if ((member.Error ?? profile.Error) is { } missing)
        {
            return this.Answer(missing);
        }

        (Member, Profile) = (member.Value, profile.Value);
        Choices =
        [
            .. Profile
                .Services.SelectMany(x => x.Prices.Select(p => new PricedChoice(x, p.Mode, p.Price)))
                .Where(x => x.Mode == "video" || (x.Mode == "phone" && Member.HasPhone)),
        ];
        Choice =
            Choices.FirstOrDefault(x =>
                x.Service.Id.Value == Service
                && x.Mode == Mode
                && (Currency ?? x.Price.Currency.Code) == x.Price.Currency.Code
            ) ?? (Choices.Count > 0 ? Choices[0] : null);
        return Choice is null || Chosen is not null ? null : await ReadTimes(Choice, ct);
    }

    private async Task<IActionResult?> ReadTimes(PricedChoice choice, CancellationToken ct)
    {
        var query = new ListSlots(
            Profile.Id,
            choice.Service.Id,
            choice.Mode,
            TimeText.Machine(Start),
            TimeText.Machine(Start + Shown),
            Member.TimeZone,
            EveryMinutes
        );
        var slots = await sender.Send(query, ct);
        if (slots.Error is { } refused)
        {
            return this.Answer(refused);
        }

        var zone = Member.TimeZone;
        Days = [.. slots.Value.Items.Select(x => x.StartsAt).GroupBy(x => MarketplaceWords.DayOf(x, zone))];
        return null;
    }
}
