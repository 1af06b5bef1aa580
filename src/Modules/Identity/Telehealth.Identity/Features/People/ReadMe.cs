using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.People;

internal sealed class ReadMeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/identity/me",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ReadMe(), ct)).ToHttp(x => x.Version)
            )
            .WithName("ReadMe")
            .WithSummary("The signed-in person's own account details, with the ETag to change them by.")
            .WithTags("Identity")
            .Answers<MeAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

/// <summary>The signed-in person's own account details.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Email">The proven address.</param>
/// <param name="DisplayName">How the person is addressed.</param>
/// <param name="DateOfBirth">Or null.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Phone">E.164, or null.</param>
/// <param name="PhoneVerified">Only a verified number gets SMS.</param>
/// <param name="Roles">The roles held.</param>
/// <param name="NameOnDocuments">In Latin letters, or null.</param>
/// <param name="SecondFactor">True when an authenticator app is set up.</param>
public sealed record MeAnswer(
    PersonId PersonId,
    string Email,
    string DisplayName,
    LocalDate? DateOfBirth,
    string Country,
    string TimeZone,
    string Language,
    string? Phone,
    bool PhoneVerified,
    IReadOnlyList<string> Roles,
    string? NameOnDocuments,
    bool SecondFactor
)
{
    [JsonIgnore]
    internal long Version { get; init; }

    internal static MeAnswer Of(Person person, Account account) =>
        new(
            person.Id,
            account.Email!,
            person.DisplayName,
            person.DateOfBirth,
            person.Country,
            person.TimeZone,
            person.Language,
            person.Phone,
            person.PhoneVerified,
            person.RoleNames,
            person.NameOnDocuments,
            account.SealedTotpKey is not null
        )
        {
            Version = person.Version,
        };
}

internal sealed record ReadMe : IQuery<MeAnswer>;

internal sealed class ReadMeHandler(IdentityDbContext db, IWork work) : IQueryHandler<ReadMe, MeAnswer>
{
    public async Task<Result<MeAnswer>> Handle(ReadMe query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } id)
        {
            return PersonErrors.Unknown;
        }

        var person = await db.People.AsNoTracking().Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == id, ct);
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id.Value, ct);
        return person is null || account is null ? PersonErrors.Unknown : MeAnswer.Of(person, account);
    }
}
