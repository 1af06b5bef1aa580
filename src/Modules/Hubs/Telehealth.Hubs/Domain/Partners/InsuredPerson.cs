using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Partners;

/// <summary>
/// A person a partner insures, without a login. Known again only by partner, policy reference and date of birth
/// (HUB-09): through an index nobody can read backwards.
/// </summary>
internal sealed class InsuredPerson
{
    private InsuredPerson() { }

    public InsuredPerson(
        PersonId id,
        ProgrammeId programme,
        string matchIndex,
        byte[] sealedPolicy,
        string language,
        Instant now
    )
    {
        Id = id;
        ProgrammeId = programme;
        MatchIndex = matchIndex;
        SealedPolicy = sealedPolicy;
        Language = language;
        CreatedAt = now;
    }

    /// <summary>The person in Identity: one id for one human.</summary>
    public PersonId Id { get; private set; }
    public ProgrammeId ProgrammeId { get; private set; }
    public string MatchIndex { get; private set; } = "";
    public byte[] SealedPolicy { get; private set; } = [];
    public string Language { get; private set; } = "";
    public Instant CreatedAt { get; private set; }

    public static PersonId IdOf(ProgrammeId programme, string matchIndex) =>
        new(Ids.Derive("hubs", "insured", programme.ToString(), matchIndex));
}

/// <summary>A package of visits, given once for each consent reference.</summary>
internal sealed class VisitPackage
{
    private VisitPackage() { }

    public VisitPackage(PersonId person, string consentIndex, int visits, byte[] sealedConsent, Instant now)
    {
        Id = IdOf(person, consentIndex);
        PersonId = person;
        Visits = visits;
        SealedConsent = sealedConsent;
        GrantedAt = now;
    }

    public Guid Id { get; private set; }
    public PersonId PersonId { get; private set; }
    public int Visits { get; private set; }
    public byte[] SealedConsent { get; private set; } = [];
    public Instant GrantedAt { get; private set; }

    public static Guid IdOf(PersonId person, string consentIndex) =>
        Ids.Derive("hubs", "visit-package", person.ToString(), consentIndex);
}

/// <summary>Keyed digests of a programme: equal texts give equal ones, and nobody without the key can guess.</summary>
internal static class BlindIndex
{
    public const int KeyBytes = 32;

    public static string OfPolicy(byte[] key, string reference, LocalDate bornOn) =>
        Of(key, "policy", Plain(reference), LocalDatePattern.Iso.Format(bornOn));

    public static string OfConsent(byte[] key, string reference) => Of(key, "consent", Plain(reference));

    /// <summary>A seed nobody outside can foresee or steer, the same for a retried booking.</summary>
    public static string Seed(byte[] key, BookingRequestId booking) =>
        Of(key, "seed", booking.Value.ToString("D", CultureInfo.InvariantCulture));

    private static string Of(byte[] key, params ReadOnlySpan<string> parts)
    {
        var text = Encoding.UTF8.GetBytes(string.Join('\u001f', parts));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, text));
    }

    // Only what is the same reference for every reader: how its letters are composed, and blanks around it.
    private static string Plain(string reference) => reference.Trim().Normalize(NormalizationForm.FormC);
}
