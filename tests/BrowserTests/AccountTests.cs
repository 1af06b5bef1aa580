using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>Account details: a phone number is proven by whoever holds the phone (ACC-04).</summary>
[Collection(WorkplaceCollection.Name)]
public sealed class AccountTests(Workplace workplace)
{
    private const string Number = "+447700900177";

    private TelehealthApp App => workplace.App;

    [ChromiumFact]
    public async Task A_number_is_saved_and_proven_by_the_code_that_comes_to_it()
    {
        await using var lan = await workplace.Visit(await App.SignUpClient("Nguyễn Lan"));
        await lan.Go("/identity/account");
        await lan.Sees("If it is wrong, write to our support");
        await lan.Page.GetByLabel("Phone").FillAsync("07700 900 177");
        await lan.Press("Save");
        await lan.Sees("gets no text messages yet");
        await lan.ShouldBeFit("account-unproven");
        await lan.Press("Text me a code");
        await lan.Sees("A code is on its way");
        await lan.Page.GetByLabel("Code of the text message").FillAsync("12 34 5");
        await lan.Press("Prove my number");
        await lan.Sees("Six digits, as in the text message.");
        await lan.ShouldBeFit("account-wrong-code");
        await App.Drain();
        await lan.Page.GetByLabel("Code of the text message").FillAsync(await App.TextedCode(Number));
        await lan.Press("Prove my number");
        await lan.Sees($"They go to {Number}");
        await lan.ShouldBeFit("account-proven");
    }

    [ChromiumFact]
    public async Task The_terms_of_talking_now_are_there_for_anybody()
    {
        await using var anybody = await workplace.Visit();
        await anybody.Go("/quick-connect/terms");
        await anybody.Sees("We are not an emergency service.");
        await anybody.ShouldBeFit("talk-terms");
    }
}
