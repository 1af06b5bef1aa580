using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Offers;

internal sealed class AcceptOfferEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/quick-connect/requests/{id}/offer/accept",
                async (
                    PoolRequestId id,
                    AcceptOfferBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    (
                        await sender.Send(
                            new AcceptOffer(id, body.Number, body.TermsVersion),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp()
            )
            .WithName("AcceptPoolOffer")
            .WithSummary("Accept the provider and the current terms: the session is booked and opens now")
            .WithTags("Quick connect")
            .Answers<PoolJoinedAnswer>(200, 403, 404, 409, 422, 503)
            .Idempotent();
}

/// <summary>Which offer is accepted, under which terms.</summary>
/// <param name="Number">The offer's number.</param>
/// <param name="TermsVersion">The terms that were shown.</param>
public sealed record AcceptOfferBody(int Number, string TermsVersion);

/// <summary>The session is booked; the way to its room follows with the request.</summary>
/// <param name="Id">The request.</param>
/// <param name="BookingId">The booking.</param>
/// <param name="BookingNumber">Its human-readable number.</param>
/// <param name="StartsAt">Start: the five-minute step in which the provider accepted.</param>
/// <param name="EndsAt">End of the first block.</param>
public sealed record PoolJoinedAnswer(
    PoolRequestId Id,
    BookingId BookingId,
    string BookingNumber,
    Instant StartsAt,
    Instant EndsAt
);

[Needs(QuickConnectModule.Ask)]
internal sealed record AcceptOffer(PoolRequestId Id, int Number, string TermsVersion)
    : ICommand<PoolJoinedAnswer>,
        IRequireIdempotencyKey,
        IResumable;

internal sealed class AcceptOfferValidator : AbstractValidator<AcceptOffer>
{
    public AcceptOfferValidator()
    {
        RuleFor(x => x.Number).GreaterThan(0);
        RuleFor(x => x.TermsVersion).NotEmpty().MaximumLength(40);
    }
}

/// <summary>What the first step leaves behind for a duplicate that resumes.</summary>
internal sealed record JoinProgress(int Attempt);

/// <summary>
/// Three steps, as accepting is everywhere (commands.md): claim the request for this attempt, book, settle. Between
/// them nothing is locked; the attempt's number keeps late comers out.
/// </summary>
internal sealed class AcceptOfferHandler(
    QuickConnectDbContext db,
    IWork work,
    IClock clock,
    SystemTime system,
    PoolMoves moves,
    JoinStep join,
    TermsText terms
) : ICommandHandler<AcceptOffer, PoolJoinedAnswer>
{
    public async Task<Result<PoolJoinedAnswer>> Handle(AcceptOffer command, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        var request = await db
            .Requests.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == command.Id && x.ClientId == client, ct);
        if (request is null)
        {
            return QuickConnectErrors.NoRequest;
        }

        if (work.Progress<JoinProgress>() is { } started)
        {
            return await join.Take(request, started.Attempt, ct);
        }

        if (command.TermsVersion != terms.Version)
        {
            return QuickConnectErrors.TermsOutdated.With("termsVersion", terms.Version);
        }

        return await FirstStep(request, command, ct) is { } attempt
            ? await join.Take(await Reread(request, ct), attempt, ct)
            : QuickConnectErrors.OfferOver;
    }

    // Only the offer that was shown, and only in its time. Null when it is over.
    private async Task<int?> FirstStep(PoolRequest request, AcceptOffer command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var systemNow = system.NowMicros;
        await work.Begin(ct);
        var taken = await db
            .Requests.Where(x => x.Sequence == request.Sequence && x.State == PoolRequestState.Offered)
            .Where(x => x.Offer == command.Number && x.OfferEndsAt > now)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, PoolRequestState.Joining)
                        .SetProperty(x => x.Attempt, x => x.Attempt + 1)
                        .SetProperty(x => x.AttemptAtMicros, systemNow)
                        .SetProperty(x => x.TermsVersion, command.TermsVersion)
                        .SetProperty(x => x.TermsAcceptedAt, now)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (taken == 0)
        {
            return null;
        }

        var attempt = (await Reread(request, ct)).Attempt;
        await moves.Say(request, PoolRequestState.Joining, request.ProviderId, ct);
        await work.CommitStep(new JoinProgress(attempt), ct);
        return attempt;
    }

    private Task<PoolRequest> Reread(PoolRequest request, CancellationToken ct) =>
        db.Requests.AsNoTracking().FirstAsync(x => x.Sequence == request.Sequence, ct);
}
