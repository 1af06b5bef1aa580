using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Agreements;

internal sealed class ListSelfBillingAgreementsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/receipts/self-billing/agreements",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListSelfBillingAgreements(after, limit), ct)).ToHttp()
            )
            .WithName("ListSelfBillingAgreements")
            .WithSummary("Every self-billing agreement, newest first")
            .WithDescription(
                "The list of self-billed suppliers that tax law asks for: names, addresses and tax numbers as accepted. "
                    + "`after` is the `next` of the page before."
            )
            .WithTags("Receipts")
            .Answers<Page<SelfBilledSupplierAnswer>>(200, 403);
}

/// <summary>An agreement and the supplier it names.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="LegalName">Its name as accepted.</param>
/// <param name="AddressLines">Its address as accepted.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TaxNumber">The tax number it names, or null when not registered.</param>
/// <param name="TermsVersion">Version of the accepted text.</param>
/// <param name="TermsHash">SHA-256 of the accepted text in lower-case hex.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Until">Its last day.</param>
/// <param name="EndedAt">When it ended before its time, or null.</param>
/// <param name="EndReason">Why: withdrawn, replaced or taxNumberChanged; or null.</param>
public sealed record SelfBilledSupplierAnswer(
    ProviderId ProviderId,
    string LegalName,
    IReadOnlyList<string> AddressLines,
    string Country,
    string? TaxNumber,
    string TermsVersion,
    string TermsHash,
    Instant AcceptedAt,
    LocalDate Until,
    Instant? EndedAt,
    string? EndReason
);

[Needs(ReceiptsModule.ReadAll)]
internal sealed record ListSelfBillingAgreements(string? After, int? Limit) : IQuery<Page<SelfBilledSupplierAnswer>>;

internal sealed class ListSelfBillingAgreementsHandler(ReceiptsDbContext db)
    : IQueryHandler<ListSelfBillingAgreements, Page<SelfBilledSupplierAnswer>>
{
    public async Task<Result<Page<SelfBilledSupplierAnswer>>> Handle(
        ListSelfBillingAgreements query,
        CancellationToken ct
    )
    {
        if (Cursor.Check(query.After, query.Limit) is { } error)
        {
            return error;
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await db
            .Agreements.AsNoTracking()
            .Where(x => x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(limit + 1)
            .ToListAsync(ct);
        return Page<SelfBilledSupplierAnswer>.Of(rows, limit, Item, x => x.Sequence);
    }

    private static SelfBilledSupplierAnswer Item(SelfBillingAgreement x) =>
        new(
            x.ProviderId,
            x.LegalName,
            x.Address.Split('\n'),
            x.Country,
            x.TaxNumber,
            x.TermsVersion,
            x.TermsHash,
            x.AcceptedAt,
            x.Until,
            x.EndedAt,
            Reason(x.EndReason)
        );

    private static string? Reason(AgreementEnd? reason) =>
        reason switch
        {
            AgreementEnd.Withdrawn => "withdrawn",
            AgreementEnd.Replaced => "replaced",
            AgreementEnd.TaxNumberChanged => "taxNumberChanged",
            _ => null,
        };
}
