using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Contracts;

/// <summary>Who supplies whom, which decides every document (standards §1.1).</summary>
public enum SupplyModel
{
    /// <summary>The provider supplies the client; the platform is its disclosed agent.</summary>
    Agency,

    /// <summary>The platform sells; the provider supplies the platform.</summary>
    PlatformSupplied,
}

/// <summary>One immutable version of a channel's rules. Consumers read only the version a booking carries.</summary>
/// <param name="PolicyId">The channel, such as <c>marketplace.private</c>.</param>
/// <param name="Version">From 1; a published version never changes.</param>
[InternalRequest]
public sealed record GetChannelPolicy(string PolicyId, int Version) : IQuery<ChannelPolicy>;

/// <summary>One immutable version of a channel's rules.</summary>
/// <param name="PolicyId">The channel, such as <c>marketplace.private</c>.</param>
/// <param name="Version">From 1.</param>
/// <param name="Label">The channel in a reader's words, such as <c>Private session</c> (SES-02).</param>
/// <param name="SupplyModel">Who supplies whom.</param>
/// <param name="CommissionBasisPoints">
/// The platform's share of the price (2000 = 20 %): under agency the commission, its VAT included; of a session the
/// platform sells, what it keeps, tax on the sale included.
/// </param>
/// <param name="CommissionVatBasisPoints">
/// The VAT rate inside the commission (2000 = 20 %); 0 when the platform sells, there is no commission then.
/// </param>
/// <param name="CoverMinutes">How long a reserved cover of a request lives; the deadline is 15 minutes earlier.</param>
/// <param name="JoinOpensMinutes">How long before the start the room opens (SES-04).</param>
/// <param name="JoinClosesMinutes">How long after the end a join link still works.</param>
/// <param name="MinimumElapsedPercent">Completing earlier than this share of the time needs a reason (SES-10).</param>
/// <param name="EarningDelayHours">From completion to when the earning may be withdrawn (WAL-18).</param>
/// <param name="Terms">Lead time, cancellation and no-show.</param>
public sealed record ChannelPolicy(
    string PolicyId,
    int Version,
    string Label,
    SupplyModel SupplyModel,
    int CommissionBasisPoints,
    int CommissionVatBasisPoints,
    int CoverMinutes,
    int JoinOpensMinutes,
    int JoinClosesMinutes,
    int MinimumElapsedPercent,
    int EarningDelayHours,
    ChannelTerms Terms
);

/// <summary>Lead time, cancellation and no-show on a channel (MKT-17, HUB-05, HUB-11, HUB-15).</summary>
/// <param name="LeadMinutes">Shortest notice for a booking; null leaves it to the service.</param>
/// <param name="FreeCancelMinutes">Cancelling at least this long before the start costs nothing.</param>
/// <param name="LateKeepBasisPoints">Share of the price kept when it is cancelled later.</param>
/// <param name="NoShowKeepBasisPoints">Share of the price kept when the client does not come.</param>
/// <param name="NoShowUsesUp">True when a late cancellation or no-show uses the credit or visit up.</param>
/// <param name="NoShowCalls">Call attempts a provider must have made before marking a no-show; 0 for none.</param>
public sealed record ChannelTerms(
    int? LeadMinutes,
    int FreeCancelMinutes,
    int LateKeepBasisPoints,
    int NoShowKeepBasisPoints,
    bool NoShowUsesUp,
    int NoShowCalls
)
{
    /// <summary>What the platform's own marketplace goes by.</summary>
    public static readonly ChannelTerms Usual = new(null, 24 * 60, 5_000, 10_000, NoShowUsesUp: true, NoShowCalls: 0);
}

/// <summary>Whose name and tax details stand on a provider's documents.</summary>
/// <param name="ProviderId">The provider.</param>
[InternalRequest]
public sealed record GetSupplier(ProviderId ProviderId) : IQuery<Supplier>;

/// <summary>Whose name and tax details stand on a provider's documents.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="DisplayName">As listed.</param>
/// <param name="LegalName">As on documents.</param>
/// <param name="AddressLines">Street, then town and post code.</param>
/// <param name="Country">ISO 3166-1 alpha-2; decides which rules a document follows.</param>
/// <param name="VatNumber">The VAT registration, or null when not registered.</param>
/// <param name="RegistrationBody">The professional register, such as <c>HCPC</c>, or null.</param>
/// <param name="RegistrationNumber">The number in it, or null.</param>
public sealed record Supplier(
    ProviderId ProviderId,
    string DisplayName,
    string LegalName,
    IReadOnlyList<string> AddressLines,
    string Country,
    string? VatNumber,
    string? RegistrationBody,
    string? RegistrationNumber
)
{
    /// <summary>
    /// True when documents can carry everything that names the provider: without it none may be promised in its name.
    /// </summary>
    public bool CanBePrinted => LegalName.Length > 0 && Printed.All(DocumentLetters.CanCarry);

    private IEnumerable<string> Printed =>
        [LegalName, .. AddressLines, VatNumber ?? "", RegistrationBody ?? "", RegistrationNumber ?? ""];
}

/// <summary>
/// Documents can carry the provider's billing details from now on, and could not before. Partition: the provider.
/// </summary>
/// <param name="ProviderId">The provider.</param>
[WireName("marketplace.supplier-named.v1")]
public sealed record SupplierNamedV1(ProviderId ProviderId) : IIntegrationEvent;
