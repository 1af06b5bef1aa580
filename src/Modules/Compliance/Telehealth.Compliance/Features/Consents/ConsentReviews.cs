using System.Text.Json;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Compliance.Domain;

namespace Telehealth.Compliance.Features.Consents;

/// <summary>When a consent has to be looked at again.</summary>
internal sealed class ConsentReviews(IOptions<ComplianceOptions> options)
{
    public Instant After(Instant now) =>
        now.InUtc().LocalDateTime.PlusMonths(options.Value.ConsentReviewMonths).InUtc().ToInstant();
}

/// <summary>Seals and opens what a consent says of people, under the client's key (COM-14).</summary>
internal static class ConsentTexts
{
    public static Task<byte[]> Seal(
        IPersonVault vault,
        PersonId client,
        Guid consent,
        ConsentDetails details,
        CancellationToken ct
    ) => vault.Seal(client, DetailsOf(consent), JsonSerializer.Serialize(details, ApiJson.Options), ct);

    public static async Task<ConsentDetails> Open(IPersonVault vault, GuardianConsent consent, CancellationToken ct)
    {
        var text = await vault.Open(consent.ClientId, DetailsOf(consent.Id), consent.SealedDetails, ct);
        return JsonSerializer.Deserialize<ConsentDetails>(text, ApiJson.Options)!;
    }

    public static string EvidenceOf(Guid consent) => $"compliance_consent_evidence|content|{consent}";

    private static string DetailsOf(Guid consent) => $"compliance_consents|details|{consent}";
}
