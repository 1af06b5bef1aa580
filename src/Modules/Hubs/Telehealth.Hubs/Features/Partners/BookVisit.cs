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
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Partners;

internal sealed class BookVisitEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/partner/bookings",
                async (VisitBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new BookVisit(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/hubs/partner/bookings/{x.BookingId}", x)
                    )
            )
            .WithName("BookVisit")
            .WithSummary("A partner books a visit for somebody it insures")
            .WithDescription(
                "At least four hours ahead. The provider of a first visit is drawn at random among those who are free; "
                    + "a later visit may name one. Anybody but the partner is shown the line to call instead."
            )
            .WithTags("Partner API")
            .Answers<BookedVisit>(201, 400, 403, 404, 409, 422, 503)
            .Idempotent();
}

/// <summary>A visit to be booked.</summary>
/// <param name="InsuredId">For whom.</param>
/// <param name="Mode">phone or video.</param>
/// <param name="StartsAt">The start, on the five-minute grid.</param>
/// <param name="ProviderId">With whom; only for later visits.</param>
/// <param name="Language">Another language than the person's own.</param>
public sealed record VisitBody(
    PersonId InsuredId,
    string Mode,
    Instant StartsAt,
    ProviderId? ProviderId = null,
    string? Language = null
);

/// <summary>A booked visit.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Number">The number people read to each other.</param>
/// <param name="ProviderId">With whom.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="EndsAt">End.</param>
public sealed record BookedVisit(
    BookingId BookingId,
    string Number,
    ProviderId ProviderId,
    Instant StartsAt,
    Instant EndsAt
);

internal sealed record BookVisit(VisitBody Body) : ICommand<BookedVisit>, IRequireIdempotencyKey;

internal sealed class BookVisitValidator : AbstractValidator<BookVisit>
{
    private const long GridSeconds = 300;

    public BookVisitValidator()
    {
        RuleFor(x => x.Body.Mode)
            .Must(ProgrammeRules.IsMode)
            .WithMessage("Choose phone or video.")
            .OverridePropertyName("mode");
        RuleFor(x => x.Body.StartsAt)
            .Must(x => x == Instant.FromUnixTimeSeconds(x.ToUnixTimeSeconds() / GridSeconds * GridSeconds))
            .WithMessage("Times lie on the five-minute grid.")
            .OverridePropertyName("startsAt");
        RuleFor(x => x.Body.Language)
            .Must(x => x is null || ProgrammeRules.IsLanguage(x))
            .WithMessage("A language such as nb.")
            .OverridePropertyName("language");
    }
}

internal sealed class BookVisitHandler(HubsDbContext db, IWork work, ISender sender, PartnerDoor door)
    : ICommandHandler<BookVisit, BookedVisit>
{
    // Somebody was faster, or the provider changed its mind, between the draw and the booking: ask the next.
    private static readonly string[] NotThisOne =
    [
        "marketplace.slot-taken",
        "marketplace.outside-calendar",
        "marketplace.provider-not-bookable",
    ];

    public async Task<Result<BookedVisit>> Handle(BookVisit command, CancellationToken ct)
    {
        var body = command.Body;
        if (work.Actor.Kind != ActorKind.Partner)
        {
            return await door.ShowLine(body.InsuredId, ct);
        }

        var mine = await door.Mine(ct);
        if (mine.Error is { } stranger)
        {
            return stranger;
        }

        var programme = mine.Value;
        if (!await db.Insured.AnyAsync(x => x.Id == body.InsuredId && x.ProgrammeId == programme.Id, ct))
        {
            return PartnerErrors.InsuredNotFound;
        }

        var id = new BookingRequestId(work.DerivedId("visit"));
        var draw = new DrawProvider(
            id,
            programme.Id,
            body.InsuredId,
            body.Mode,
            body.StartsAt,
            body.ProviderId,
            body.Language
        );
        var drawn = await sender.Send(draw, ct, work.StepKey("draw"));
        if (drawn.Error is { } undrawn)
        {
            return undrawn;
        }

        // The draw's stored answer does not know that a visit whose booking died was given up meanwhile, and its time
        // taken by another.
        if (await db.PartnerVisits.AnyAsync(x => x.Id == id && x.State == VisitState.Failed, ct))
        {
            return PartnerErrors.GivenUp;
        }

        work.OnRefusal(token => VisitTime.Fail(db, id, token));
        var booked = await Book(programme, id, body, drawn.Value, ct);
        if (booked.Error is { } refused)
        {
            return refused;
        }

        await work.Begin(ct);
        await VisitBooking.Note(db, id, booked.Value.BookingId, booked.Value.Number, booked.Value.ProviderId, ct);
        return booked;
    }

    private async Task<Result<BookedVisit>> Book(
        Programme programme,
        BookingRequestId visit,
        VisitBody body,
        DrawnOrder drawn,
        CancellationToken ct
    )
    {
        foreach (var provider in drawn.Providers)
        {
            var book = new BookAtOnce(
                VisitBooking.RequestOf(visit, provider),
                body.InsuredId,
                provider,
                programme.Channel,
                programme.Shape(body.Mode),
                body.StartsAt,
                programme.Visits()
            );
            var booked = await sender.Send(book, ct, work.StepKey($"book-{provider}"));
            if (booked.Error is { } refused)
            {
                if (drawn.ByChance && NotThisOne.Contains(refused.Code))
                {
                    continue;
                }

                return refused;
            }

            var made = booked.Value;
            return new BookedVisit(made.BookingId, made.Number, provider, made.StartsAt, made.EndsAt);
        }

        return PartnerErrors.NobodyFree;
    }
}
