using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;

namespace Telehealth.Receipts.Features.ProviderDocuments;

/// <summary>Answers by the rules the receipt is written with, so that the books say the same to the penny.</summary>
internal sealed class AnswerGetSaleTax(ISender sender, Letterhead letterhead) : IQueryHandler<GetSaleTax, SaleTax>
{
    public async Task<Result<SaleTax>> Handle(GetSaleTax query, CancellationToken ct)
    {
        var supplier = await sender.Send(new GetSupplier(query.ProviderId), ct);
        if (supplier.Error is { } error)
        {
            return error;
        }

        var customer = await CustomerOf(query, ct);
        if (customer.Error is { } unknown)
        {
            return unknown;
        }

        var within = letterhead.SaleOf(supplier.Value, customer.Value).TaxWithin(query.Price.Minor);
        var tax = query.Price with { Minor = within };
        return new SaleTax(query.Price - tax, tax);
    }

    private async Task<Result<TaxParty>> CustomerOf(GetSaleTax query, CancellationToken ct)
    {
        if (query.Sponsor is { } sponsor)
        {
            return TaxParty.Business(sponsor.Country, sponsor.VatNumber);
        }

        var client = await sender.Send(new GetPerson(query.ClientId), ct);
        return client.Error is { } unknown ? unknown : TaxParty.Consumer(client.Value.Country);
    }
}
