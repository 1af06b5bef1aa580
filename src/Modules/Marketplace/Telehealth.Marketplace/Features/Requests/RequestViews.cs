using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Broadcasts;
using Telehealth.Marketplace.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Marketplace.Features.Requests;

/// <summary>A request as its client sees it.</summary>
/// <param name="ProviderId">Who is asked; of a broadcast who accepted, null until then.</param>
/// <param name="Category">What a broadcast asks for; null when one provider is asked.</param>
/// <param name="Price">What is set aside: the price, or the limit until somebody took a broadcast.</param>
/// <param name="Unanswered">How many of those asked may still accept; of a direct request one.</param>
/// <param name="CanBroadcast">True when one provider said no or did not answer: it may be offered to others
/// (MKT-12).</param>
/// <param name="BookingState">What became of the booking it led to; null without one.</param>
public sealed record ClientRequestAnswer(
    BookingRequestId Id,
    ProviderId? ProviderId,
    ServiceId? ServiceId,
    string ServiceName,
    string? Category,
    string Mode,
    int DurationMinutes,
    IReadOnlyList<Instant> Times,
    Money Price,
    BookingRequestState State,
    Instant Deadline,
    Instant CreatedAt,
    string? DeclineReason,
    bool CanBroadcast,
    int Unanswered,
    BookingId? BookingId,
    BookingState? BookingState
);

/// <summary>A request as its provider sees it, with exactly what it would take home (MKT-04).</summary>
/// <param name="ClientName">As the client wants to be called; of an open broadcast the first name alone.</param>
/// <param name="Channel">The channel it was made through, such as <c>marketplace.private</c> (SES-02).</param>
/// <param name="ChannelLabel">The channel in words.</param>
/// <param name="HasNote">The note itself is read one by one.</param>
/// <param name="AskedOthersToo">True for a broadcast: the first to accept gets it.</param>
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
    bool AskedOthersToo,
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
    private readonly Dictionary<(ProviderId, Money, string, int), (string Label, TakeHomeAnswer TakeHome)> quotes = [];
    private readonly Dictionary<PersonId, string> names = [];

    public static ClientRequestAnswer ForClient(
        BookingRequest request,
        IReadOnlyDictionary<BookingId, BookingState> booked
    ) =>
        new(
            request.Id,
            request.State == BookingRequestState.Accepted || !request.IsBroadcast ? request.ProviderId : null,
            request.ServiceId,
            request.ServiceName,
            request.Category,
            request.Mode,
            request.DurationMinutes,
            TimesOf(request),
            request.State == BookingRequestState.Accepted ? request.Price : request.SetAside,
            request.State,
            request.Deadline,
            request.CreatedAt,
            request.DeclineReason,
            request.State is BookingRequestState.Declined or BookingRequestState.Expired,
            request.IsBroadcast ? request.Unanswered : 1,
            RequestBookings.Of(request),
            RequestBookings.Of(request) is { } id && booked.TryGetValue(id, out var state) ? state : null
        );

    public async Task<Result<ProviderRequestAnswer>> ForProvider(Offer offer, CancellationToken ct)
    {
        var request = offer.Request;
        var quote = await Quote(offer, ct);
        if (quote.Error is { } unknown)
        {
            return unknown;
        }

        var name = await NameOf(request.ClientId, ct);
        return name.Map(clientName => new ProviderRequestAnswer(
            request.Id,
            request.ClientId,
            offer.NameFor(clientName),
            offer.ServiceId,
            offer.ServiceName,
            request.Mode,
            request.DurationMinutes,
            TimesOf(request),
            request.ClientZone,
            offer.PolicyId,
            quote.Value.Label,
            quote.Value.TakeHome,
            request.State,
            request.Deadline,
            request.CreatedAt,
            request.Note is not null,
            request.IsBroadcast,
            RequestBookings.Of(request)
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

    private async Task<Result<(string Label, TakeHomeAnswer TakeHome)>> Quote(Offer offer, CancellationToken ct)
    {
        var key = (offer.ProviderId, offer.Price, offer.PolicyId, offer.PolicyVersion);
        if (quotes.TryGetValue(key, out var known))
        {
            return known;
        }

        var policy = await sender.Send(new GetChannelPolicy(offer.PolicyId, offer.PolicyVersion), ct);
        if (policy.Error is { } unknown)
        {
            return unknown;
        }

        var quote = await sender.Send(
            new QuoteTakeHome(
                offer.ProviderId,
                offer.Price,
                policy.Value.CommissionBasisPoints,
                policy.Value.CommissionVatBasisPoints
            ),
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
}
