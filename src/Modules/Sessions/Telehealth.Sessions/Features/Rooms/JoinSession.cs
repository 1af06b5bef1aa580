using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Links;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Rooms;

internal sealed class JoinSessionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions/{id}/join",
                async (SessionId id, JoinSessionBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new JoinSession(id, body.Token), ct, http.IdempotencyKey())).ToHttp(
                        TypedResults.Ok
                    )
            )
            .WithName("JoinSession")
            .WithSummary("The client enters the waiting room with its private link's token")
            .WithTags("Sessions")
            .Answers<SessionAnswer>(200, 400, 403, 404, 409);
}

/// <summary>What the client brings.</summary>
/// <param name="Token">The token of the private join link.</param>
public sealed record JoinSessionBody(string Token);

/// <summary>The client comes to the waiting room, or back into the room it was admitted to (SES-05).</summary>
internal sealed record JoinSession(SessionId Id, string Token) : ICommand<SessionAnswer>
{
    // Without the token, so that no log shows it.
    public override string ToString() => $"{nameof(JoinSession)} {Id}";
}

internal sealed class JoinSessionValidator : AbstractValidator<JoinSession>
{
    public JoinSessionValidator() => RuleFor(x => x.Token).NotEmpty().MaximumLength(100);
}

internal sealed class JoinSessionHandler(SessionsDbContext db, IWork work, IClock clock, JoinKeys keys)
    : ICommandHandler<JoinSession, SessionAnswer>
{
    public async Task<Result<SessionAnswer>> Handle(JoinSession command, CancellationToken ct)
    {
        if (await Refusal(command, ct) is { } refused)
        {
            return refused;
        }

        await work.Begin(ct);
        var person = work.Actor.Person!.Value;
        var found = await db.OfParticipant(command.Id, person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var session = found.Value;
        var now = clock.GetCurrentInstant();
        return session.Join(now) is { } refusal ? refusal : SessionAnswer.Of(session, person, now);
    }

    // The token is checked before the transaction: opening the key may read the platform's key ring.
    private async Task<Error?> Refusal(JoinSession command, CancellationToken ct)
    {
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(x => x.Id == command.Id, ct);
        if (session is null || work.Actor.Person is not { } person || !session.IsParticipant(person))
        {
            return SessionErrors.LinkWrong;
        }

        if (!JoinToken.Fits(command.Token, keys.Open(session.SealedJoinKey), person))
        {
            return SessionErrors.LinkWrong;
        }

        return session.IsProvider(person) ? SessionErrors.ClientOnly : null;
    }
}
