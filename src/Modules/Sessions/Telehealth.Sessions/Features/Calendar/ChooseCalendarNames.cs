using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Calendar;

internal sealed class CalendarChoiceEndpoint : IEndpoint
{
    private const string Path = "/sessions/calendar-choice";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                Path,
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ReadCalendarChoice(), ct)).ToHttp(TypedResults.Ok)
            )
            .WithName("GetCalendarChoice")
            .WithSummary("Whether my invitations and my calendar's address name whom I meet")
            .WithTags("Sessions")
            .Answers<CalendarChoiceAnswer>(200);
        api.MapPut(
                Path,
                async (CalendarChoiceBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ChooseCalendarNames(body.NamesOthers), ct, http.IdempotencyKey())).ToHttp(
                        TypedResults.Ok
                    )
            )
            .WithName("ChooseCalendarNames")
            .WithSummary("Choose whether my invitations and my calendar's address name whom I meet")
            .WithTags("Sessions")
            .Answers<CalendarChoiceAnswer>(200, 400, 409);
    }
}

/// <summary>What my calendar says of others.</summary>
/// <param name="NamesOthers">True to name them; whoever can see the calendar then reads the names.</param>
public sealed record CalendarChoiceBody(bool NamesOthers);

internal sealed record ReadCalendarChoice : IQuery<CalendarChoiceAnswer>;

internal sealed class ReadCalendarChoiceHandler(SessionsDbContext db, IWork work)
    : IQueryHandler<ReadCalendarChoice, CalendarChoiceAnswer>
{
    public async Task<Result<CalendarChoiceAnswer>> Handle(ReadCalendarChoice query, CancellationToken ct) =>
        new CalendarChoiceAnswer(await CalendarChoices.NamesOthers(db, work.Actor.Person ?? default, ct));
}

internal sealed class GetCalendarChoiceHandler(SessionsDbContext db)
    : IQueryHandler<GetCalendarChoice, CalendarChoiceAnswer>
{
    public async Task<Result<CalendarChoiceAnswer>> Handle(GetCalendarChoice query, CancellationToken ct) =>
        new CalendarChoiceAnswer(await CalendarChoices.NamesOthers(db, query.PersonId, ct));
}

/// <summary>Reads the choice; whoever never chose names nobody.</summary>
internal static class CalendarChoices
{
    public static Task<bool> NamesOthers(SessionsDbContext db, PersonId person, CancellationToken ct) =>
        db.CalendarChoices.AnyAsync(x => x.PersonId == person && x.NamesOthers, ct);
}

internal sealed record ChooseCalendarNames(bool NamesOthers) : ICommand<CalendarChoiceAnswer>;

internal sealed class ChooseCalendarNamesHandler(SessionsDbContext db, IWork work)
    : ICommandHandler<ChooseCalendarNames, CalendarChoiceAnswer>
{
    private static readonly Error ChangedMeanwhile = Error.Conflict(
        "sessions.calendar-choice-changed",
        "You chose twice at the same moment. Look at what is chosen now."
    );

    public async Task<Result<CalendarChoiceAnswer>> Handle(ChooseCalendarNames command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person)
        {
            return SessionErrors.NotFound;
        }

        await work.Begin(ct);
        var choice = await db.CalendarChoices.SingleOrDefaultAsync(x => x.PersonId == person, ct);
        if (choice is null)
        {
            choice = new CalendarChoice(person);
            db.CalendarChoices.Add(choice);
        }

        choice.Name(command.NamesOthers);
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return ChangedMeanwhile;
        }

        return new CalendarChoiceAnswer(choice.NamesOthers);
    }
}
