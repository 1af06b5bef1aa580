using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Invoices;

internal sealed class GetInvoiceFileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/admin/invoices/{id:guid}/file",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new GetInvoiceFile(new(id)), ct)).ToHttp(x => x.Download(http))
            )
            .WithName("GetInvoiceFile")
            .WithSummary("Downloads an invoice a provider sent, as it arrived")
            .WithTags("Payouts")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/pdf")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
}

/// <summary>An invoice's bytes under a name of ours: the sender's own name never reaches a header.</summary>
internal sealed record InvoiceFile(string Name, byte[] Pdf)
{
    /// <summary>
    /// Never shown inside our origin, never kept on the way: it is a stranger's file with a person's data.
    /// </summary>
    public IResult Download(HttpContext http)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(Pdf, "application/pdf", Name);
    }
}

[Needs("wallet.invoices.decide")]
internal sealed record GetInvoiceFile(ReceivedInvoiceId Id) : IQuery<InvoiceFile>;

internal sealed class GetInvoiceFileHandler(WalletDbContext db, IPersonVault vault)
    : IQueryHandler<GetInvoiceFile, InvoiceFile>
{
    public async Task<Result<InvoiceFile>> Handle(GetInvoiceFile query, CancellationToken ct)
    {
        var invoice = await db.ReceivedInvoices.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.Id, ct);
        var paper = await db.InvoicePapers.AsNoTracking().FirstOrDefaultAsync(x => x.InvoiceId == query.Id, ct);
        if (invoice is null || paper is null)
        {
            return InvoiceErrors.NotFound;
        }

        var purpose = InvoicePaper.PurposeOf(invoice.Id);
        var pdf = await vault.OpenBytes(invoice.ProviderId.Person, purpose, paper.SealedPdf, ct);
        return new InvoiceFile($"invoice-{invoice.Id}.pdf", pdf);
    }
}
