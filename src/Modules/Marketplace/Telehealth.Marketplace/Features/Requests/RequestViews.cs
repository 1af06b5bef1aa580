using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Marketplace.Features.Requests;

/// <summary>A request as its client sees it.</summary>
/// <param name="CanBroadcast">True when one provider said no or did not answer: it may be offered to others
/// (MKT-12).</param>
public sealed record ClientRequestAnswer(
    BookingRequestId Id,
    ProviderId ProviderId,
    ServiceId? ServiceId,
    string ServiceName,
    string Mode,
    int DurationMinutes,
    IReadOnlyList<Instant> Times,
    Money Price,
    BookingRequestState State,
    Instant Deadline,
    Instant CreatedAt,
    string? DeclineReason,
    bool CanBroadcast,
    BookingId? BookingId
);

/// <summary>A request as its provider sees it, with exactly what it would take home (MKT-04).</summary>
/// <param name="ClientName">As the client wants to be called.</param>
/// <param name="Channel">The channel it was made through, such as <c>marketplace.private</c> (SES-02).</param>
/// <param name="ChannelLabel">The channel in words.</param>
/// <param name="HasNote">The note itself is read one by one.</param>
public sealed record ProviderRequestAnswer(
    BookingRequestId Id,
    PersonId ClientId,
    string ClientName,
    ServiceId? ServiceId,
    string ServiceName,
    string Mode,
    int DurationMinutes,
    IReadOnlyList<Instant> Times,
    string ClientZone,
    string Channel,
    string ChannelLabel,
    TakeHomeAnswer TakeHome,
    BookingRequestState State,
    Instant Deadline,
    Instant CreatedAt,
    bool HasNote,
    BookingId? BookingId
);

/// <summary>What is left of a price, to the minor unit.</summary>
public sealed record TakeHomeAnswer(Money Price, Money CommissionNet, Money CommissionVat, Money ProviderShare);

/// <summary>
/// One request for whoever takes part in it: the client's or the provider's view, the other one is null.
/// </summary>
/// <param name="Note">What the client wrote, decrypted for the two of them.</param>
public sealed record BookingRequestAnswer(
    ClientRequestAnswer? ForClient,
    ProviderRequestAnswer? ForProvider,
    string? Note
);

/// <summary>Makes views; asks Wallet and Identity once per different price and person of a page.</summary>
internal sealed class RequestViews(ISender sender)
{
    private readonly Dictionary<(Money, string, int), (string Label, TakeHomeAnswer TakeHome)> quotes = [];
    private readonly Dictionary<PersonId, string> names = [];

    public static ClientRequestAnswer ForClient(BookingRequest request) =>
        new(
            request.Id,
            request.ProviderId,
            request.ServiceId,
            request.ServiceName,
            request.Mode,
            request.DurationMinutes,
            TimesOf(request),
            request.Price,
            request.State,
            request.Deadline,
            request.CreatedAt,
            request.DeclineReason,
            request.State is BookingRequestState.Declined or BookingRequestState.Expired,
            BookingOf(request)
        );

    public async Task<Result<ProviderRequestAnswer>> ForProvider(BookingRequest request, CancellationToken ct)
    {
        var quote = await Quote(request, ct);
        if (quote.Error is { } unknown)
        {
            return unknown;
        }

        var name = await NameOf(request.ClientId, ct);
        return name.Map(clientName => new ProviderRequestAnswer(
            request.Id,
            request.ClientId,
            clientName,
            request.ServiceId,
            request.ServiceName,
            request.Mode,
            request.DurationMinutes,
            TimesOf(request),
            request.ClientZone,
            request.PolicyId,
            quote.Value.Label,
            quote.Value.TakeHome,
            request.State,
            request.Deadline,
            request.CreatedAt,
            request.Note is not null,
            BookingOf(request)
        ));
    }

    public async Task<Result<string>> NameOf(PersonId person, CancellationToken ct)
    {
        if (names.TryGetValue(person, out var known))
        {
            return known;
        }

        var card = await sender.Send(new GetPerson(person), ct);
        return card.Map(x => names[person] = x.DisplayName);
    }

    private async Task<Result<(string Label, TakeHomeAnswer TakeHome)>> Quote(
        BookingRequest request,
        CancellationToken ct
    )
    {
        var key = (request.Price, request.PolicyId, request.PolicyVersion);
        if (quotes.TryGetValue(key, out var known))
        {
            return known;
        }

        var policy = await sender.Send(new GetChannelPolicy(request.PolicyId, request.PolicyVersion), ct);
        if (policy.Error is { } unknown)
        {
            return unknown;
        }

        var quote = await sender.Send(
            new QuoteTakeHome(request.Price, policy.Value.CommissionBasisPoints, policy.Value.CommissionVatBasisPoints),
            ct
        );
        return quote.Map(x =>
            quotes[key] = (
                policy.Value.Label,
                new TakeHomeAnswer(x.Price, x.CommissionNet, x.CommissionVat, x.ProviderShare)
            )
        );
    }

    private static List<Instant> TimesOf(BookingRequest request) =>
        [.. request.Times.OrderBy(x => x.Position).Select(x => x.StartsAt)];

    private static BookingId? BookingOf(BookingRequest request) =>
        request.State == BookingRequestState.Accepted ? Domain.Bookings.Booking.IdOf(request.Id) : null;
}
