using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Consents;

internal sealed class ReadMyConsentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/consents/mine",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ReadMyConsent(), ct)).ToHttp()
            )
            .WithName("ReadMyConsent")
            .WithSummary("What is needed before a session can be booked for me, and the consents I gave as a guardian")
            .WithTags("Consents")
            .Answers<MyConsentAnswer>(StatusCodes.Status200OK);
}

/// <summary>Whether a session can be booked for the signed-in person, and consents given for others.</summary>
/// <param name="MayBook">True when nothing is missing.</param>
/// <param name="Missing">Code of what is missing, such as compliance.consent-needed, or null.</param>
/// <param name="Message">What is missing, in words, or null.</param>
/// <param name="Given">Consents given as a guardian that still stand.</param>
public sealed record MyConsentAnswer(bool MayBook, string? Missing, string? Message, IReadOnlyList<GivenConsent> Given);

/// <summary>A consent the signed-in person gave for somebody under age.</summary>
/// <param name="Id">The consent.</param>
/// <param name="ClientId">For whom.</param>
/// <param name="GivenOn">The day it was given.</param>
/// <param name="ReviewDueAt">Until when it has to be looked at again.</param>
public sealed record GivenConsent(Guid Id, PersonId ClientId, LocalDate GivenOn, Instant ReviewDueAt);

internal sealed record ReadMyConsent : IQuery<MyConsentAnswer>;

internal sealed class ReadMyConsentHandler(ComplianceDbContext db, IWork work, ISender sender)
    : IQueryHandler<ReadMyConsent, MyConsentAnswer>
{
    public async Task<Result<MyConsentAnswer>> Handle(ReadMyConsent query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } me)
        {
            return ConsentErrors.NotFound;
        }

        var given = await db
            .Consents.AsNoTracking()
            .Where(x => x.GuardianId == me && x.WithdrawnAt == null)
            .OrderBy(x => x.Sequence)
            .Select(x => new GivenConsent(x.Id, x.ClientId, x.GivenOn, x.ReviewDueAt))
            .ToListAsync(ct);
        var missing = (await sender.Send(new MayBook(me), ct)).Error;
        return missing is { Kind: ErrorKind.Unavailable } busy
            ? busy
            : new MyConsentAnswer(missing is null, missing?.Code, missing?.Message, given);
    }
}
