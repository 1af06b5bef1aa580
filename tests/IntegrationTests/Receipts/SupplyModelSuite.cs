using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Receipts.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>Who supplies whom decides whose document it is, and who may read it.</summary>
public abstract class SupplyModelSuite(Engine engine) : ProviderDocumentsSuite(engine)
{
    [EngineFact]
    [Rule("RCP-01", Part = "platform-supplied")]
    [Rule("RCP-03", Part = "receipts")]
    public async Task What_the_platform_sells_is_on_its_own_receipt_with_the_tax_of_the_books()
    {
        await Bill(Provider, new { RegistrationBody = "BACP", RegistrationNumber = "1" });
        var asked = new GetSaleTax(ProviderId.Of(Provider.Person.Id), Client.Person.Id, Sponsor: null, Money.Gbp(6500));
        var tax = (await App.Send(asked)).Value;
        tax.ShouldBe(new SaleTax(Money.Gbp(5417), Money.Gbp(1083)));
        var posted = await Post(alter: x => Sold(x, tax.Tax));
        await App.Drain();

        var item = (await Documents(Client)).ShouldHaveSingleItem();
        Number(item).ShouldBe("TH-00001");
        item.GetProperty("supplier").GetString().ShouldBe("Telehealth");
        var document = await Get(Client, $"documents/{Id(item)}");
        document.GetProperty("tax").GetProperty("amount").GetInt64().ShouldBe(1083);
        var html = await Html(Client, item);
        html.ShouldContain("GB999999973");
        html.ShouldContain("with Þórður");
        html.ShouldNotContain("on behalf of");
        (await App.Send(new ListReceiptedCovers(null, 10)))
            .Value.ShouldHaveSingleItem()
            .CoverId.ShouldBe(posted[0].CoverId);

        // It is between platform and client: no commission, and nothing the provider could read.
        (await Documents(Provider)).ShouldBeEmpty();
        using var foreign = await Provider.Http.GetAsync($"api/v1/receipts/documents/{Id(item)}/file");
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [EngineFact]
    [Rule("RCP-01", Part = "platform-supplied")]
    [Rule("RCP-03", Part = "exemption")]
    public async Task Care_by_a_statutory_professional_is_exempt_also_when_the_platform_sells_it()
    {
        var asked = new GetSaleTax(ProviderId.Of(Provider.Person.Id), Client.Person.Id, Sponsor: null, Money.Gbp(6500));
        (await App.Send(asked)).Value.Tax.ShouldBe(Money.Gbp(0));
        await Post(alter: x => Sold(x, Money.Gbp(0)));
        await App.Drain();
        (await Html(Client, (await Documents(Client))[0])).ShouldContain("Exempt – VATA 1994 Sch 9 Group 7");
    }

    [EngineFact]
    [Rule("RCP-01", Part = "platform-supplied")]
    public async Task A_tax_that_differs_from_the_books_is_never_printed()
    {
        await Post(alter: x => Sold(x, Money.Gbp(1083)));
        var outcome = await App.Drain(allowDead: true);
        outcome.Died.ShouldHaveSingleItem();
        (await Documents(Client)).ShouldBeEmpty();
        (await Read(db => db.Series.Select(x => x.Last).ToListAsync())).ShouldAllBe(last => last == 0);
    }

    [EngineFact]
    [Rule("RCP-08", Part = "invoice")]
    public async Task Each_agency_session_brings_the_provider_a_commission_invoice_of_the_platform()
    {
        await Bill(Provider, new { VatNumber = "GB123456789" });
        await Post(2);
        await App.Drain();
        var items = await Documents(Provider, "commissionInvoice");
        items.Select(Number).ShouldBe(["TH-F00002", "TH-F00001"]);
        var document = await Get(Provider, $"documents/{Id(items[0])}");
        document.GetProperty("net").GetProperty("amount").GetInt64().ShouldBe(1083);
        document.GetProperty("tax").GetProperty("amount").GetInt64().ShouldBe(217);
        document.GetProperty("total").GetProperty("amount").GetInt64().ShouldBe(1300);
        document.GetProperty("customer").GetString().ShouldBe("Dr Þórður Jónsson");
        var html = await Html(Provider, items[0]);
        html.ShouldContain("Commission invoice");
        html.ShouldContain("Booking 7K2M-94QX");
        html.ShouldContain("Settled by deduction");
        html.ShouldContain("VAT registration no. GB999999973");
        html.ShouldContain("VAT registration no. GB123456789");
        html.ShouldNotContain("Łucja");

        (await Documents(Client)).ShouldAllBe(x => x.GetProperty("kind").GetString() == "receipt");
        using var foreign = await Client.Http.GetAsync($"api/v1/receipts/documents/{Id(items[0])}");
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var told = await Told<ProviderDocumentIssuedV1>("receipts.provider-document-issued.v1");
        told.Select(x => x.Number).ShouldBe(["TH-F00001", "TH-F00002"], ignoreOrder: true);
    }

    [EngineFact]
    [Rule("RCP-08", Part = "invoice")]
    public async Task Through_whole_bookings_invoices_and_books_agree_to_the_penny()
    {
        var provider = await App.ListedProvider();
        var client = await App.FundedClient(20_000);
        foreach (var days in (int[])[2, 3])
        {
            await App.Hold(client, provider, await App.Book(client, provider, App.Slot(days)));
        }

        var reader = new Reader(provider.Person, provider.Api);
        var invoices = await Documents(reader, "commissionInvoice");
        invoices.Count.ShouldBe(2);
        var total = invoices.Sum(x => x.GetProperty("total").GetProperty("amount").GetInt64());
        total.ShouldBe(-await App.Booked(Accounts.Commission) - await App.Booked(Accounts.VatOutput));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("RCP-04", Part = "credit-note")]
    public async Task A_commission_invoice_is_credited_in_the_platforms_series_for_the_provider_alone()
    {
        await Post();
        await App.Drain();
        var invoice = (await Documents(Provider, "commissionInvoice"))[0];
        using var made = await Credit(await Finance(), Id(invoice), "The commission was waived.", "k");
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        await App.Drain();
        var note = (await Documents(Provider, "creditNote")).ShouldHaveSingleItem();
        Number(note).ShouldBe("TH-C00001");
        (await Html(Provider, note)).ShouldContain("Corrects TH-F00001");
        (await Documents(Client, "creditNote")).ShouldBeEmpty();
    }

    private static CoverPostedV1 Sold(CoverPostedV1 x, Money tax)
    {
        var kept = x.Split.Price.Share(2500);
        return x with
        {
            PolicyId = "marketplace.programme",
            SaleTax = tax,
            Split = new TakeHome(x.Split.Price, kept, Money.Gbp(0), x.Split.Price - kept),
        };
    }
}

public sealed class SqliteSupplyModels() : SupplyModelSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresSupplyModels() : SupplyModelSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerSupplyModels() : SupplyModelSuite(Engine.SqlServer);
