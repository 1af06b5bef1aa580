using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Agreements;

internal sealed class GetSelfBillingAgreementEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/receipts/self-billing/agreement",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetSelfBillingAgreement(), ct)).ToHttp()
            )
            .WithName("GetSelfBillingAgreement")
            .WithSummary("Whether the platform issues your invoices, and the text to agree to")
            .WithTags("Receipts")
            .Answers<SelfBillingAgreementAnswer>(200, 403);
}

/// <summary>A provider's self-billing agreement, and the text one agrees to now.</summary>
/// <param name="InForce">True while the platform issues the invoices.</param>
/// <param name="AcceptedAt">When the latest agreement was accepted, or null when there was none.</param>
/// <param name="Until">Its last day.</param>
/// <param name="AcceptedTermsVersion">Version of the text it was accepted by.</param>
/// <param name="TaxNumber">The tax number it names, or null when the provider was not registered.</param>
/// <param name="TaxNumberChanged">True when the billing details name another number: it needs a new agreement.</param>
/// <param name="EndedAt">When it was ended before its time, or null.</param>
/// <param name="TermsVersion">Version of the text to agree to now.</param>
/// <param name="TermsHash">SHA-256 of that text in lower-case hex.</param>
/// <param name="Terms">The text to agree to now; paragraphs apart by an empty line.</param>
public sealed record SelfBillingAgreementAnswer(
    bool InForce,
    Instant? AcceptedAt,
    LocalDate? Until,
    string? AcceptedTermsVersion,
    string? TaxNumber,
    bool TaxNumberChanged,
    Instant? EndedAt,
    string TermsVersion,
    string TermsHash,
    string Terms
);

[Needs(ReceiptsModule.Agree)]
internal sealed record GetSelfBillingAgreement : IQuery<SelfBillingAgreementAnswer>;

internal sealed class GetSelfBillingAgreementHandler(IWork work, SelfBillingStanding standing, Letterhead letterhead)
    : IQueryHandler<GetSelfBillingAgreement, SelfBillingAgreementAnswer>
{
    public async Task<Result<SelfBillingAgreementAnswer>> Handle(GetSelfBillingAgreement query, CancellationToken ct)
    {
        var (latest, inForce, sameNumber) = await standing.Of(ProviderId.Of(work.Actor.Person!.Value), ct);
        var terms = SelfBillingTerms.Of(letterhead.Platform.LegalName);
        return new SelfBillingAgreementAnswer(
            inForce,
            latest?.AcceptedAt,
            latest?.Until,
            latest?.TermsVersion,
            latest?.TaxNumber,
            latest is not null && !sameNumber,
            latest?.EndedAt,
            terms.Version,
            terms.Hash,
            terms.Text
        );
    }
}

/// <summary>Answers other modules whether self-billing stands.</summary>
internal sealed class AnswerGetSelfBilling(SelfBillingStanding standing) : IQueryHandler<GetSelfBilling, SelfBilling>
{
    public async Task<Result<SelfBilling>> Handle(GetSelfBilling query, CancellationToken ct)
    {
        var (latest, inForce, _) = await standing.Of(query.ProviderId, ct);
        return new SelfBilling(inForce, latest?.Until);
    }
}

/// <summary>How a provider's self-billing stands now.</summary>
internal sealed class SelfBillingStanding(ReceiptsDbContext db, ISender sender, Letterhead letterhead, IClock clock)
{
    /// <summary>The latest agreement, whether it is in force, and whether it names the present tax number.</summary>
    public async Task<(SelfBillingAgreement? Latest, bool InForce, bool SameNumber)> Of(
        ProviderId provider,
        CancellationToken ct
    )
    {
        var latest = await db
            .Agreements.AsNoTracking()
            .Where(x => x.ProviderId == provider)
            .OrderByDescending(x => x.Sequence)
            .FirstOrDefaultAsync(ct);
        var supplier = latest is null ? null : await sender.Send(new GetSupplier(provider), ct);
        if (latest is null || supplier?.Error is not null)
        {
            return (latest, false, false);
        }

        var today = clock.GetCurrentInstant().InZone(letterhead.PlatformZone).Date;
        return (latest, latest.InForce(supplier!.Value, today), latest.Names(supplier.Value));
    }
}
