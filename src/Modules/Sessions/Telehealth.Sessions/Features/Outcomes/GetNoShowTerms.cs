using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Sessions.Features.Outcomes;

internal sealed class GetNoShowTermsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/sessions/{id}/no-show",
                async (SessionId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetNoShowTerms(id), ct)).ToHttp(TypedResults.Ok)
            )
            .WithName("GetNoShowTerms")
            .WithSummary("What marking a no-show needs, what of it is there, and what it pays the provider")
            .WithTags("Sessions")
            .Answers<NoShowTerms>(200, 403, 404, 503);
}

/// <summary>What marking a no-show needs and means.</summary>
/// <param name="CallsNeeded">Call attempts the channel asks for; 0 when waiting in the room is the evidence.</param>
/// <param name="CallAttempts">When they were made, by the server's clock.</param>
/// <param name="WindowFrom">From when attempts, or waiting, count.</param>
/// <param name="WindowUntil">Until when attempts count.</param>
/// <param name="NextCallFrom">The soonest a further attempt counts; null when none can be made any more.</param>
/// <param name="Ready">True when it can be marked now.</param>
/// <param name="Missing">What is missing, in words; null when nothing is.</param>
/// <param name="Pays">What the provider takes home of a no-show.</param>
/// <param name="KeepBasisPoints">The share of the price a no-show keeps (5000 = 50 %).</param>
/// <param name="UsesUp">True when a credit or visit is used up all the same.</param>
public sealed record NoShowTerms(
    int CallsNeeded,
    IReadOnlyList<Instant> CallAttempts,
    Instant WindowFrom,
    Instant WindowUntil,
    Instant? NextCallFrom,
    bool Ready,
    string? Missing,
    Money Pays,
    int KeepBasisPoints,
    bool UsesUp
);

internal sealed record GetNoShowTerms(SessionId Id) : IQuery<NoShowTerms>;

internal sealed class GetNoShowTermsHandler(SessionsDbContext db, IWork work, ISender sender, IClock clock)
    : IQueryHandler<GetNoShowTerms, NoShowTerms>
{
    public async Task<Result<NoShowTerms>> Handle(GetNoShowTerms query, CancellationToken ct)
    {
        var session = await db
            .Sessions.AsNoTracking()
            .Include(x => x.Stays)
            .Include(x => x.Calls)
            .SingleOrDefaultAsync(x => x.Id == query.Id, ct);
        if (session is null || work.Actor.Person is not { } person || !session.IsParticipant(person))
        {
            return SessionErrors.NotFound;
        }

        if (!session.IsProvider(person))
        {
            return SessionErrors.ProviderOnly;
        }

        var policy = await sender.Send(new GetChannelPolicy(session.PolicyId, session.PolicyVersion), ct);
        if (policy.Error is { } unknown)
        {
            return unknown;
        }

        var (rules, terms) = (policy.Value, policy.Value.Terms);
        var kept = session.Price.Share(terms.NoShowKeepBasisPoints);
        var now = clock.GetCurrentInstant();
        if (kept.IsZero)
        {
            return Of(session, terms, kept, now);
        }

        var quote = new QuoteTakeHome(
            session.ProviderId,
            kept,
            rules.CommissionBasisPoints,
            rules.CommissionVatBasisPoints
        );
        var pays = await sender.Send(quote, ct);
        return pays.Map(x => Of(session, terms, x.ProviderShare, now));
    }

    private static NoShowTerms Of(Session session, ChannelTerms terms, Money pays, Instant now)
    {
        var missing = session.WhyNotMissed(terms.NoShowCalls, now);
        var next = Instant.Max(session.NextCallFrom, session.StartsAt);
        return new NoShowTerms(
            session.AsksForCalls(terms.NoShowCalls) ? terms.NoShowCalls : 0,
            [.. session.Calls.Select(x => x.MadeAt).Order()],
            session.StartsAt,
            session.CallsUntil,
            session.IsOver || next > session.CallsUntil || now > session.CallsUntil ? null : next,
            missing is null,
            missing?.Message,
            pays,
            terms.NoShowKeepBasisPoints,
            terms.NoShowUsesUp
        );
    }
}
