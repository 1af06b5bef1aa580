using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Domain.Partners;

/// <summary>What a partner and the platform agreed on.</summary>
internal sealed record ProgrammeTerms(
    string Code,
    string Name,
    string ClientId,
    BusinessPlace Payer,
    IReadOnlyList<string> Countries,
    IReadOnlyList<string> Languages,
    IReadOnlyList<int> PackageSizes,
    Money PricePerVisit,
    int PlatformShareBasisPoints,
    string InsurerLine,
    string PrivateLine
);

/// <summary>A partner's programme, such as an insurer's: who is insured, for what, with whom (HUB-09).</summary>
internal sealed class Programme : AggregateRoot
{
    public const int VisitMinutes = 50;
    public const int BufferMinutes = 10;
    public const int LeadMinutes = 240;
    private const string SessionName = "Individual session";

    private Programme() { }

    public Programme(ProgrammeId id, ProgrammeTerms terms, byte[] sealedKey, Instant now)
    {
        Id = id;
        Code = terms.Code;
        Name = terms.Name;
        ClientId = terms.ClientId;
        Place(terms.Payer);
        CountryCodes = string.Join(' ', terms.Countries);
        LanguageCodes = string.Join(' ', terms.Languages);
        Packages = string.Join(' ', terms.PackageSizes);
        PriceMinor = terms.PricePerVisit.Minor;
        Currency = terms.PricePerVisit.Currency.Code;
        PlatformShareBasisPoints = terms.PlatformShareBasisPoints;
        InsurerLine = terms.InsurerLine;
        PrivateLine = terms.PrivateLine;
        SealedKey = sealedKey;
        CreatedAt = now;
    }

    public ProgrammeId Id { get; private set; }
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>The partner's system: its client credentials act for this programme and no other.</summary>
    public string ClientId { get; private set; } = "";

    /// <summary>Where the partner that pays is in business: the tax on its visits follows from it.</summary>
    public string PayerCountry { get; private set; } = "";

    /// <summary>The partner's VAT registration, or null.</summary>
    public string? PayerVatNumber { get; private set; }
    public string CountryCodes { get; private set; } = "";
    public string LanguageCodes { get; private set; } = "";
    public string Packages { get; private set; } = "";
    public long PriceMinor { get; private set; }
    public string Currency { get; private set; } = "";
    public int PlatformShareBasisPoints { get; private set; }

    /// <summary>Where an insured person books while the package has visits left (HUB-17).</summary>
    public string InsurerLine { get; private set; } = "";

    /// <summary>Where a person books once the package is used up (HUB-17).</summary>
    public string PrivateLine { get; private set; } = "";

    /// <summary>Of this the index of insured people and the seeds are made; sealed with persisted keys.</summary>
    public byte[] SealedKey { get; private set; } = [];
    public Instant CreatedAt { get; private set; }

    public string Channel => ChannelOf(Code);

    public Money Price => new(PriceMinor, BuildingBlocks.Currency.Of(Currency));

    public static string ChannelOf(string code) => $"partner.{code}";

    public IReadOnlyList<string> Countries() => CountryCodes.Split(' ');

    public IReadOnlyList<string> Languages() => LanguageCodes.Split(' ');

    public IReadOnlyList<int> PackageSizes() => [.. Packages.Split(' ').Select(int.Parse)];

    public SessionShape Shape(string mode) => new(SessionName, mode, VisitMinutes, BufferMinutes, Price);

    public BusinessPlace Payer => new(PayerCountry, PayerVatNumber);

    public CoverFunding Visits() => new(FundingKind.Visit, Channel, Payer);

    /// <summary>What is booked from now on is taxed by it; visits keep the place they were booked under.</summary>
    public void Place(BusinessPlace payer)
    {
        PayerCountry = payer.Country;
        PayerVatNumber = payer.VatNumber;
    }

    /// <summary>The rules of the channel: the platform sells, four hours' notice, half for a proven no-show.</summary>
    public static ChannelPolicy Policy(ProgrammeTerms terms) =>
        new(
            ChannelOf(terms.Code),
            1,
            terms.Name,
            SupplyModel.PlatformSupplied,
            terms.PlatformShareBasisPoints,
            CommissionVatBasisPoints: 0,
            CoverMinutes: 60,
            JoinOpensMinutes: 15,
            JoinClosesMinutes: 60,
            MinimumElapsedPercent: 50,
            EarningDelayHours: 48,
            new ChannelTerms(LeadMinutes, LeadMinutes, 5_000, 5_000, NoShowUsesUp: true, NoShowCalls: 3)
        );
}

/// <summary>How a provider stands to a programme.</summary>
public enum ProgrammeProviderState
{
    /// <summary>Asked, has not answered.</summary>
    Invited,

    /// <summary>Takes part: is assigned visits in the time it opens on the channel.</summary>
    Active,

    /// <summary>Takes part no more, or declined.</summary>
    Left,
}

/// <summary>A provider in a programme.</summary>
internal sealed class ProgrammeProvider : AggregateRoot
{
    private ProgrammeProvider() { }

    public ProgrammeProvider(ProgrammeId programme, ProviderId provider, Instant now)
    {
        ProgrammeId = programme;
        ProviderId = provider;
        InvitedAt = now;
    }

    public ProgrammeId ProgrammeId { get; private set; }
    public ProviderId ProviderId { get; private set; }
    public ProgrammeProviderState State { get; private set; }
    public Instant InvitedAt { get; private set; }
    public Instant? AnsweredAt { get; private set; }

    /// <summary>
    /// First visits drawn for it. Whoever joins later starts where the least busy stands, so that a newcomer is not
    /// drawn every time until it has caught up with years.
    /// </summary>
    public int Assigned { get; private set; }

    public void Invite(Instant now)
    {
        if (State == ProgrammeProviderState.Left)
        {
            State = ProgrammeProviderState.Invited;
            InvitedAt = now;
        }
    }

    public void Join(int leastAssigned, Instant now)
    {
        if (State != ProgrammeProviderState.Active)
        {
            State = ProgrammeProviderState.Active;
            AnsweredAt = now;
            Assigned = Math.Max(Assigned, leastAssigned);
        }
    }

    public void Leave(Instant now)
    {
        State = ProgrammeProviderState.Left;
        AnsweredAt = now;
    }
}
