using NodaTime.TimeZones;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Identity.Contracts;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>What an insured person is elsewhere: known to Identity, with visits in Wallet, references sealed.</summary>
internal sealed class InsuredBook(IWork work, ISender sender, IPersonVault vault)
{
    /// <summary>The partner's references, readable only with the person's own key.</summary>
    public async Task<(byte[] Policy, byte[] Consent)> Seal(
        PersonId person,
        Guid package,
        InsuredBody body,
        CancellationToken ct
    ) =>
        (
            await vault.Seal(person, $"hubs_insured|policy|{person}", body.PolicyReference, ct),
            await vault.Seal(person, $"hubs_visit_packages|consent|{package}", body.ConsentReference, ct)
        );

    /// <summary>Introduces the person and gives the package; both once, however often they are asked.</summary>
    public async Task<Result<CreditBalance>> Tell(
        Programme programme,
        PersonId person,
        Guid package,
        InsuredBody body,
        CancellationToken ct
    )
    {
        var introduce = new IntroducePerson(
            person,
            body.Name,
            body.Email,
            body.Phone,
            body.DateOfBirth,
            body.Country,
            body.TimeZone ?? UsualZone(body.Country),
            body.Language,
            body.NameOnDocuments
        );
        var introduced = await sender.Send(introduce, ct, work.StepKey("introduce"));
        if (introduced.Error is { } refused)
        {
            return refused;
        }

        var visits = new Credits(body.PackageVisits);
        var grant = new GrantCredits(package, FundingKind.Visit, programme.Channel, person, visits);
        return await sender.Send(grant, ct, work.StepKey("grant"));
    }

    private static string UsualZone(string country) =>
        TzdbDateTimeZoneSource.Default.ZoneLocations?.FirstOrDefault(x => x.CountryCode == country)?.ZoneId
        ?? "Etc/UTC";
}
