using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Features.Risk;
using Telehealth.QuickConnect.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.QuickConnect.Features.Requests;

internal sealed class PlaceRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/quick-connect/requests",
                async (PoolRequestBody body, ISender sender, RiskAnswer risk, HttpContext http, CancellationToken ct) =>
                    body.ImmediateRisk switch
                    {
                        null => Answers.Problem(QuickConnectErrors.RiskUnanswered),
                        true => Results.Ok(new PoolPlacedAnswer(null, null, await risk.Give(body.Country, ct))),
                        false => (await sender.Send(new PlaceRequest(body), ct, http.IdempotencyKey())).ToHttp(x =>
                            Results.Created("/api/v1/quick-connect/requests/mine", x)
                        ),
                    }
            )
            // Who is in danger gets the numbers signed out too (QCP-08); the command asks for a client.
            .AllowAnonymous()
            .WithName("PlacePoolRequest")
            .WithSummary(
                "Ask to talk now; immediate risk is answered with whom to call, whoever asks, and nothing else"
            )
            .WithTags("Quick connect")
            .Answers<PoolPlacedAnswer>(StatusCodes.Status201Created, 401, 403, 409, 422, 503)
            .Produces<PoolPlacedAnswer>()
            .Idempotent();
}

/// <summary>A wish to talk now. Only the first question must be answered when there is immediate risk.</summary>
/// <param name="ImmediateRisk">Whether anybody is in immediate danger; true places nothing.</param>
/// <param name="Topic">What it is about, a specialty such as <c>anxiety</c>, or <c>other</c> for anyone.</param>
/// <param name="Language">BCP 47, such as <c>en</c>.</param>
/// <param name="Preferences">How and with whom; null for video with anyone.</param>
/// <param name="Notes">In the client's own words; stored encrypted.</param>
/// <param name="ShareNotes">True when matching providers may see name and notes before they accept.</param>
/// <param name="Country">Where the person is now (ISO 3166-1 alpha-2), for the emergency numbers.</param>
public sealed record PoolRequestBody(
    bool? ImmediateRisk = null,
    string? Topic = null,
    string? Language = null,
    PoolPreferences? Preferences = null,
    string? Notes = null,
    bool ShareNotes = false,
    string? Country = null
);

/// <summary>How and with whom.</summary>
/// <param name="Mode">video or phone.</param>
/// <param name="Category">Only providers of this category, such as <c>psychology</c>; null for any.</param>
public sealed record PoolPreferences(string Mode = "video", string? Category = null);

/// <summary>The request entered the pool; or, with immediate risk, whom to call now.</summary>
/// <param name="Id">The request; null when none was placed.</param>
/// <param name="ExpiresAt">Until when it waits; null when none was placed.</param>
/// <param name="Emergency">Whom to call now; null unless there is immediate risk.</param>
public sealed record PoolPlacedAnswer(PoolRequestId? Id, Instant? ExpiresAt, EmergencyContacts? Emergency);

[Needs(QuickConnectModule.Ask)]
internal sealed record PlaceRequest(PoolRequestBody Body) : ICommand<PoolPlacedAnswer>, IRequireIdempotencyKey
{
    // Without what the client wrote, so that no log shows it.
    public override string ToString() => nameof(PlaceRequest);
}

internal sealed class PlaceRequestValidator : AbstractValidator<PlaceRequest>
{
    public PlaceRequestValidator()
    {
        RuleFor(x => x.Body.Topic).NotEmpty().MaximumLength(60).OverridePropertyName("topic");
        RuleFor(x => x.Body.Language)
            .NotEmpty()
            .MaximumLength(35)
            .Matches("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
            .WithMessage("A language by its tag, such as en or pl.")
            .OverridePropertyName("language");
        RuleFor(x => x.Body.Preferences!.Mode)
            .Must(x => x is "video" or "phone")
            .WithMessage("Choose video or phone.")
            .When(x => x.Body.Preferences is not null)
            .OverridePropertyName("preferences.mode");
        RuleFor(x => x.Body.Preferences!.Category)
            .MaximumLength(40)
            .When(x => x.Body.Preferences is not null)
            .OverridePropertyName("preferences.category");
        RuleFor(x => x.Body.Notes).MaximumLength(2000).OverridePropertyName("notes");
    }
}

internal sealed class PlaceRequestHandler(
    QuickConnectDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    PoolMatching matching,
    IOptions<QuickConnectOptions> options
) : ICommandHandler<PlaceRequest, PoolPlacedAnswer>
{
    public async Task<Result<PoolPlacedAnswer>> Handle(PlaceRequest command, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        if (await db.Requests.AnyAsync(x => x.LiveClientId == client, ct))
        {
            return QuickConnectErrors.AlreadyWaiting;
        }

        if ((await sender.Send(new MayBook(client), ct)).Error is { } notYet)
        {
            return notYet;
        }

        var id = new PoolRequestId(work.DerivedId("request"));
        var wishes = await Wishes(client, id, command.Body, ct);
        var terms = await SetAside(client, ct);
        if (terms.Error is { } uncovered)
        {
            return uncovered;
        }

        work.OnRefusal(_ =>
        {
            var cover = terms.Value.CoverId;
            work.Publish(new PoolCoverUnusedV1(cover), $"cover:{cover}", version: 1);
            return Task.CompletedTask;
        });
        var request = new PoolRequest(id, client, wishes, terms.Value, clock.GetCurrentInstant());
        await work.Begin(ct);
        db.CoverClaims.Add(new PoolCoverClaim { CoverId = request.CoverId, Disowned = false });
        if (!await Flushed(ct))
        {
            // Wallet may have asked meanwhile whose cover this is and been told nobody's: that answer stands.
            return QuickConnectErrors.Lapsed;
        }

        db.Requests.Add(request);
        if (!await Flushed(ct))
        {
            return QuickConnectErrors.AlreadyWaiting;
        }

        work.Publish(new PoolRequestPlacedV1(id, request.ExpiresAt), PoolMoves.PartitionOf(id), request);
        return new PoolPlacedAnswer(id, request.ExpiresAt, null);
    }

    // The first block is paid for before anybody is asked (QCP-01).
    private async Task<Result<PoolTerms>> SetAside(PersonId client, CancellationToken ct)
    {
        var cover = new CoverId(work.DerivedId("cover"));
        var price = options.Value.Price;
        var minutes = options.Value.Policy.CoverMinutes;
        var reserved = await sender.Send(new ReserveCover(cover, client, price, minutes), ct, work.StepKey("reserve"));
        return reserved.Map(x => new PoolTerms(
            cover,
            price,
            x.ExpiresAt - Duration.FromMinutes(QuickConnectOptions.CoverReserveMinutes)
        ));
    }

    private async Task<PoolWishes> Wishes(PersonId client, PoolRequestId id, PoolRequestBody body, CancellationToken ct)
    {
        var notes = string.IsNullOrWhiteSpace(body.Notes) ? null : body.Notes.Trim();
        var words = new PoolWords(body.Topic!.Trim(), notes, body.ShareNotes);
        var preferences = body.Preferences ?? new PoolPreferences();
        var sealedWords = await matching.Seal(client, id, words, ct);
        return new PoolWishes(body.Language!, preferences.Mode, preferences.Category, sealedWords);
    }

    private async Task<bool> Flushed(CancellationToken ct)
    {
        try
        {
            await work.Flush(ct);
            return true;
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return false;
        }
    }
}
