using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Features;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Features.Readers;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Marketplace.Features.Slots;

namespace Telehealth.Marketplace.Areas.Client.Pages.Marketplace;

/// <summary>Who it is, what it costs, when there is time; then ask, or book where the service allows.</summary>
[AllowAnonymous]
internal sealed class ProviderPageModel(ISender sender, IClock clock) : PageModel
{
    private const int EveryMinutes = 30;
    private static readonly Duration Shown = Duration.FromDays(7);
    private static readonly Error NoTime = Error.Invalid("marketplace.no-time", "at", "Please tick at least one time.");

    [BindProperty(SupportsGet = true)]
    public ProviderId Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Service { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Mode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Currency { get; set; }

    /// <summary>The first instant shown; now when left out.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public List<string> At { get; set; } = [];

    [BindProperty]
    public string? Note { get; set; }

    public ProviderAnswer Profile { get; private set; } = null!;

    public IReadOnlyList<PricedChoice> Choices { get; private set; } = [];

    public PricedChoice? Choice { get; private set; }

    public string Zone { get; private set; } = "";

    public bool SignedIn => User.Identity?.IsAuthenticated == true;

    public IReadOnlyList<IGrouping<LocalDate, Instant>> Days { get; private set; } = [];

    public string? Earlier => Start > clock.GetCurrentInstant() ? TimeText.Machine(Start - Shown) : null;

    public string Later => TimeText.Machine(Start + Shown);

    private Instant Start => InputRules.ParseInstant(From) ?? clock.GetCurrentInstant();

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostAsk(string key, CancellationToken ct)
    {
        if (await Read(ct) is { } missing)
        {
            return missing;
        }

        var times = At.Select(InputRules.ParseInstant).OfType<Instant>().ToList();
        if (Choice is null || times.Count == 0)
        {
            return this.Refuse(NoTime);
        }

        var body = new BookingRequestBody(Id, Choice.Service.Id, Choice.Mode, times, Choice.Price.Currency.Code, Note);
        var sent = await sender.Send(new RequestBooking(body), ct, key);
        if (sent.Error is { } refused)
        {
            return this.Refuse(refused);
        }

        this.Say("Your request is on its way. We tell you as soon as there is an answer.");
        return Redirect("/marketplace/requests");
    }

    public async Task<IActionResult> OnPostBook(string key, CancellationToken ct)
    {
        if (await Read(ct) is { } missing)
        {
            return missing;
        }

        if (Choice is null || At.Count == 0 || InputRules.ParseInstant(At[0]) is not { } at)
        {
            return this.Refuse(NoTime);
        }

        var body = new InstantBookingBody(Id, Choice.Service.Id, Choice.Mode, at, Choice.Price.Currency.Code);
        var booked = await sender.Send(new BookInstantly(body), ct, key);
        if (booked.Error is { } refused)
        {
            return this.Refuse(refused);
        }

        this.Say("Booked. A mail with the invitation is on its way.");
        return Redirect($"/marketplace/bookings/{booked.Value.BookingId}");
    }

    public string Link(PricedChoice choice, string? from)
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

        return $"/marketplace/providers/{Id}{query.ToQueryString()}";
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var profile = await sender.Send(new GetProvider(Id), ct);
        var reader = await sender.Send(new GetReader(), ct);
        if ((profile.Error ?? reader.Error) is { } missing)
        {
            return this.Answer(missing);
        }

        Profile = profile.Value;
        Zone = reader.Value.TimeZone ?? Profile.TimeZone;
        Choices = [.. Profile.Services.SelectMany(x => x.Prices.Select(p => new PricedChoice(x, p.Mode, p.Price)))];
        Choice =
            Choices.FirstOrDefault(x =>
                x.Service.Id.Value == Service
                && x.Mode == Mode
                && (Currency ?? x.Price.Currency.Code) == x.Price.Currency.Code
            ) ?? (Choices.Count > 0 ? Choices[0] : null);
        return Choice is null ? null : await ReadTimes(Choice, ct);
    }

    private async Task<IActionResult?> ReadTimes(PricedChoice choice, CancellationToken ct)
    {
        var query = new ListSlots(
            Id,
            choice.Service.Id,
            choice.Mode,
            TimeText.Machine(Start),
            TimeText.Machine(Start + Shown),
            Zone,
            EveryMinutes
        );
        var slots = await sender.Send(query, ct);
        if (slots.Error is { } refused)
        {
            return this.Answer(refused);
        }

        Days = [.. slots.Value.Items.Select(x => x.StartsAt).GroupBy(x => MarketplaceWords.DayOf(x, Zone))];
        return null;
    }
}

/// <summary>A service in one mode at one price.</summary>
internal sealed record PricedChoice(ServiceAnswer Service, string Mode, Money Price);
