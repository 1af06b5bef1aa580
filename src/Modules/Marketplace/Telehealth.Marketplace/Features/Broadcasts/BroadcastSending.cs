using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Requests;

namespace Telehealth.Marketplace.Features.Broadcasts;

/// <summary>Sends a client's wish to everybody who fits, with the limit set aside (MKT-11).</summary>
internal sealed class BroadcastSending(
    IWork work,
    ISender sender,
    IClock clock,
    CandidateFinder finder,
    RequestOpening opening
)
{
    public async Task<Result<BroadcastRequestedAnswer>> Send(BroadcastWish wish, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        var now = clock.GetCurrentInstant();
        if (wish.Times.Any(x => x <= now))
        {
            return BookingRequestErrors.TooSoon;
        }

        var (fitting, coverMinutes) = await finder.Find(wish, client, now, ct);
        if (fitting.Count == 0)
        {
            return BookingRequestErrors.NobodyFits;
        }

        var person = await sender.Send(new GetPerson(client), ct);
        if (person.Error is { } unknown)
        {
            return unknown;
        }

        var (id, coverId) = opening.NewIds();
        var opened = await opening.Open(
            id,
            TermsOf(wish, client, coverId, fitting[0], person.Value.TimeZone, now),
            coverMinutes,
            wish.Times,
            wish.Note,
            terms =>
                BookingRequest.Broadcast(
                    id,
                    terms,
                    wish.Category,
                    [.. fitting.Select(x => new Candidate(id, x))],
                    wish.Times,
                    now
                ),
            ct
        );
        if (opened.Error is { } refused)
        {
            return refused;
        }

        var request = opened.Value;
        work.Publish(EventOf(request, wish.Times), $"request:{id}", request);
        return new BroadcastRequestedAnswer(id, wish.Ceiling, request.Deadline, fitting.Count);
    }

    // Service, policy and zone of the provider are those of whoever accepts; until then the first one's stand in.
    private static RequestTerms TermsOf(
        BroadcastWish wish,
        PersonId client,
        CoverId coverId,
        CandidateTerms any,
        string clientZone,
        Instant now
    ) =>
        new(
            client,
            ProviderId: null,
            ServiceId: null,
            wish.Category,
            DeliveryModeNames.Parse([wish.Mode]),
            new SlotShape(wish.DurationMinutes, 0, 0),
            wish.Ceiling,
            coverId,
            any.PolicyId,
            any.PolicyVersion,
            clientZone,
            any.ProviderZone,
            Deadline: now,
            SealedNote: null
        );

    private static BroadcastRequestedV1 EventOf(BookingRequest request, IReadOnlyList<Instant> times) =>
        new(
            request.Id,
            request.ClientId,
            request.CoverId,
            [.. request.Candidates.Select(x => new BroadcastCandidate(x.ProviderId, x.Price))],
            times,
            request.DurationMinutes,
            request.Mode,
            request.Deadline
        );
}
