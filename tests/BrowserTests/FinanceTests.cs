using System.Text;
using Microsoft.Playwright;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;

namespace Telehealth.BrowserTests;

/// <summary>A whole Friday by two people, without a pointer.</summary>
[Collection(SecondWorkplaceCollection.Name)]
public sealed class FinanceTests(Workplace workplace)
{
    private TelehealthApp App => workplace.App;

    [ChromiumFact]
    public async Task Two_people_pay_a_friday_by_keyboard_alone()
    {
        var withdrawal = await WithdrawalDueThisWeek();
        await using var fran = await workplace.VisitAs(Roles.Finance);
        await using var petra = await workplace.VisitAs(Roles.PayoutApprover);

        await fran.ShouldBeFit("home-finance-friday");
        await fran.Choose("Prepare this Friday");
        await fran.Sees("To pay in GBP");
        await fran.ShouldBeFit("finance-friday");
        await fran.Choose("Gather the GBP batch");
        await fran.Sees("Being prepared");
        var batch = Guid.Parse(fran.Page.Url.Split('/')[^1]);
        await fran.ShouldBeFit("finance-batch-gathered");
        await fran.Choose("I reviewed every payout");
        await fran.Sees("You prepared it, so somebody else approves it");

        await Approve(petra, batch);
        await HandOver(fran, batch);
        await TakeAnswer(fran, batch, withdrawal);
        await fran.Go($"/wallet/finance/batches/{batch}");
        await fran.Sees("the bank answered for all of it");
        await fran.ShouldBeFit("finance-batch-answered");
        await EveryOtherPageIsFit(fran);
    }

    private static async Task Approve(Visitor petra, Guid batch)
    {
        await petra.Go("/");
        await petra.Sees("What waits for my approval?");
        await petra.Choose("Look at it");
        await petra.Sees("You cannot approve what you prepared yourself");
        await petra.ShouldBeFit("finance-batch-to-approve");
        await petra.Type("Code of your authenticator", "000000");
        await petra.Page.Keyboard.PressAsync("Enter");
        await petra.Page.Locator("[role=alert] li").First.WaitForAsync();
        await petra.ShouldBeFit("finance-batch-wrong-code");
        await petra.Type("Code of your authenticator", await petra.Code());
        await petra.Page.Keyboard.PressAsync("Enter");
        await petra.Sees("The batch is approved");
    }

    private static async Task HandOver(Visitor fran, Guid batch)
    {
        await fran.Go($"/wallet/finance/batches/{batch}");
        await fran.Choose("Make the bank's file");
        await fran.Sees("The bank's file is made");
        await fran.ShouldBeFit("finance-batch-file");
        var download = await fran.Page.RunAndWaitForDownloadAsync(() => fran.Choose("Download"));
        var file = await File.ReadAllTextAsync(await download.PathAsync());
        file.ShouldContain("pain.001.001.09");
        await fran.Page.ReloadAsync();
        await fran.Choose("The bank has it");
        await fran.Sees("The money is on its way");
        await fran.ShouldBeFit("finance-batch-sent");
    }

    private static async Task TakeAnswer(Visitor fran, Guid batch, WithdrawalId withdrawal)
    {
        await fran.Choose("Import the bank's answer");
        await fran.Sees("No file was imported yet");
        await fran.ShouldBeFit("finance-bank-answers-none");
        await fran.TabTo("The bank's file");
        // The field has the focus; the window to choose a file in is the system's and not the page's.
        await fran
            .Page.Locator("input[type=file]:focus")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "answer.xml",
                    MimeType = "application/xml",
                    Buffer = Encoding.UTF8.GetBytes(Answer(batch, withdrawal)),
                }
            );
        await fran.Choose("Import it");
        await fran.Sees("1 line taken in");
        await fran.ShouldBeFit("finance-bank-answer");
    }

    private static async Task EveryOtherPageIsFit(Visitor fran)
    {
        foreach (
            var page in new[] { "", "withdrawals", "invoices", "batches", "bank-answers", "journals", "trial-balance" }
        )
        {
            await fran.Go($"/wallet/finance/{page}".TrimEnd('/'));
            await fran.ShouldBeFit(page.Length == 0 ? "finance-friday-after" : $"finance-{page}");
        }

        await fran.Go("/wallet/finance");
        await Assertions.Expect(fran.Page.Locator(".th-chart canvas")).ToBeVisibleAsync();
        await fran.Go("/wallet/finance/journals");
        await fran.Page.Locator("main tbody a").First.ClickAsync();
        await fran.Sees("Line by line");
        await fran.ShouldBeFit("finance-journal");
        var file = await fran.Page.APIRequest.GetAsync("/wallet/finance/withdrawals?handler=Csv");
        (await file.TextAsync()).ShouldContain("Reference,State,");
    }

    /// <summary>A session was held, its earning matured, and the provider withdrew it: due this Friday.</summary>
    private async Task<WithdrawalId> WithdrawalDueThisWeek()
    {
        var provider = await App.ListedProvider("Dr Łucja Nguyễn-Wójcik");
        var client = await App.FundedClient();
        await App.Hold(client, provider, await App.Book(client, provider, App.Slot()));
        await App.Advance(Duration.FromDays(3));
        await App.Drain();
        var account = new
        {
            HolderName = "Łucja Nguyễn-Wójcik",
            Kind = "uk",
            SortCode = "08-99-99",
            AccountNumber = "66374958",
            Currency = "GBP",
        };
        await TelehealthApp.Read(
            await TelehealthApp.Send(provider.Api, HttpMethod.Put, "wallet/bank-details", account)
        );
        var amount = new { Amount = 5_200, Currency = "GBP" };
        var asked = await TelehealthApp.Post(provider.Api, "wallet/withdrawals", new { Amount = amount });
        await App.Drain();
        var day = LocalDatePattern.Iso.Parse(asked.GetProperty("payoutDate").GetString()!).Value;
        await App.AdvanceTo(day.PlusDays(-1).AtMidnight().PlusHours(9).InUtc().ToInstant());
        await App.Drain();
        return new WithdrawalId(asked.GetProperty("id").GetGuid());
    }

    private static string Answer(Guid batch, WithdrawalId withdrawal) =>
        $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>BROWSER-1</MsgId><CreDtTm>2026-11-27T08:00:00Z</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>{PayoutBatch.MessageIdOf(new PayoutBatchId(batch))}</OrgnlMsgId>
            <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId><TxInfAndSts>
            <OrgnlEndToEndId>{Payout.EndToEndIdOf(withdrawal)}</OrgnlEndToEndId><TxSts>ACSC</TxSts>
            </TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """;
}
