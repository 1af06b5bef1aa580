using Telehealth.Marketplace.Contracts;

namespace Telehealth.Marketplace;

/// <summary>
/// The configuration section <c>marketplace</c>; every number is a default of the platform, not a constant.
/// </summary>
internal sealed class MarketplaceOptions
{
    /// <summary>Percent a profile must reach to be listed (MKT-01).</summary>
    public int ListingThreshold { get; set; } = 80;

    /// <summary>How far ahead open time is written, and the longest horizon a service may have.</summary>
    public int MaxHorizonDays { get; set; } = 90;

    /// <summary>How many days beyond the horizon are written, so that rolling forward is seldom.</summary>
    public int HorizonReserveDays { get; set; } = 7;

    /// <summary>Distance of the offered starts when the query names none.</summary>
    public int SlotEveryMinutes { get; set; } = 15;

    /// <summary>How far search looks for a provider's next free time.</summary>
    public int SearchWindowDays { get; set; } = 14;

    /// <summary>The channel of what providers sell themselves; the usual one of a service.</summary>
    public string PrivatePolicyId { get; set; } = "marketplace.private";

    /// <summary>The channel of what the platform itself sells and providers hold for it.</summary>
    public string ProgrammePolicyId { get; set; } = "marketplace.programme";

    /// <summary>Currency of a price limit when the search names none.</summary>
    public string DefaultCurrency { get; set; } = "GBP";

    /// <summary>For how many days after its end a session can be rated (MKT-20).</summary>
    public int ReviewDays { get; set; } = 60;

    /// <summary>System seconds after which a job takes up an attempt to accept.</summary>
    public int ResumeAttemptAfterSeconds { get; set; } = 60;

    /// <summary>Why a provider may decline (MKT-12); these words when empty.</summary>
    public List<string> DeclineReasons { get; set; } = [];

    /// <summary>What providers can be listed under; these words when empty.</summary>
    public List<string> Categories { get; set; } = [];

    /// <summary>Policies published at start-up when their version is not there yet.</summary>
    public List<ChannelPolicy> Policies { get; set; } = [];

    /// <summary>What a provider may offer a service through, once published; the first is the usual one.</summary>
    public IReadOnlyList<string> ProviderChannels => [PrivatePolicyId, ProgrammePolicyId];

    public IReadOnlyList<string> AllDeclineReasons =>
        DeclineReasons.Count > 0
            ? DeclineReasons
            : ["not-available", "outside-my-scope", "caseload-full", "conflict-of-interest", "other"];

    public IReadOnlyList<string> AllCategories =>
        Categories.Count > 0
            ? Categories
            :
            [
                "therapy",
                "counselling",
                "psychology",
                "psychiatry",
                "coaching",
                "dietetics",
                "physiotherapy",
                "general-practice",
            ];

    public IReadOnlyList<ChannelPolicy> AllPolicies =>
        Policies.Count > 0
            ? Policies
            :
            [
                new(
                    PrivatePolicyId,
                    Version: 1,
                    "Private session",
                    SupplyModel.Agency,
                    CommissionBasisPoints: 2000,
                    CommissionVatBasisPoints: 2000,
                    CoverMinutes: 2895,
                    JoinOpensMinutes: 15,
                    JoinClosesMinutes: 60,
                    MinimumElapsedPercent: 50,
                    EarningDelayHours: 48,
                    ChannelTerms.Usual
                ),
                new(
                    ProgrammePolicyId,
                    Version: 1,
                    "Telehealth programme",
                    SupplyModel.PlatformSupplied,
                    CommissionBasisPoints: 2500,
                    CommissionVatBasisPoints: 0,
                    CoverMinutes: 2895,
                    JoinOpensMinutes: 15,
                    JoinClosesMinutes: 60,
                    MinimumElapsedPercent: 50,
                    EarningDelayHours: 72,
                    ChannelTerms.Usual
                ),
            ];
}
