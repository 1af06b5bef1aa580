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
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Allotments;

internal sealed class TopUpCreditsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/{hubId}/credits/top-ups",
                async (HubId hubId, CreditTopUpBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new TopUpCredits(hubId, body.MemberId, body.Credits),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp()
            )
            .WithName("TopUpCredits")
            .WithSummary("Gives one member, or every member, more credits for the current period")
            .WithTags("Hubs: employers")
            .Answers<CreditTopUpAnswer>(StatusCodes.Status200OK, 403, 404)
            .Idempotent();
}

/// <summary>Who gets how many credits.</summary>
/// <param name="Credits">1 to 100 for each.</param>
/// <param name="MemberId">One member; left out: every member.</param>
public sealed record CreditTopUpBody(int Credits, Guid? MemberId = null);

/// <summary>What was given.</summary>
/// <param name="Members">How many members got credits.</param>
/// <param name="Credits">How many each.</param>
public sealed record CreditTopUpAnswer(int Members, int Credits);

[Needs(HubsModule.AdministerHub)]
internal sealed record TopUpCredits(HubId HubId, Guid? MemberId, int Credits)
    : ICommand<CreditTopUpAnswer>,
        IRequireIdempotencyKey;

internal sealed class TopUpCreditsValidator : AbstractValidator<TopUpCredits>
{
    public TopUpCreditsValidator() => RuleFor(x => x.Credits).InclusiveBetween(1, 100);
}

internal sealed class TopUpCreditsHandler(HubsDbContext db, HubDoor door, IWork work, IClock clock)
    : ICommandHandler<TopUpCredits, CreditTopUpAnswer>
{
    public async Task<Result<CreditTopUpAnswer>> Handle(TopUpCredits command, CancellationToken ct)
    {
        if (await door.OfAdmin(command.HubId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        await work.Begin(ct);
        var members = await db
            .Members.AsNoTracking()
            .Where(x => x.HubId == hub.Id && x.State == MemberState.Active)
            .Where(x => command.MemberId == null || x.Id == command.MemberId)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        if (command.MemberId is not null && members.Count == 0)
        {
            return HubErrors.MemberNotFound;
        }

        var now = clock.GetCurrentInstant();
        foreach (var member in members)
        {
            var id = Ids.Derive("hubs", "top-up", work.DerivedId("top-up").ToString(), member.Id.ToString());
            db.Allotments.Add(new Allotment(id, member, AllotmentKind.TopUp, command.Credits, member.Period, now));
        }

        return new CreditTopUpAnswer(members.Count, command.Credits);
    }
}
