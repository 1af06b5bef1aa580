using Microsoft.AspNetCore.WebUtilities;
using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli.Story;

/// <summary>Somebody with an account of the demo, made and used through the public doors.</summary>
internal sealed class DemoPerson(DemoStage stage, string mail, string name)
{
    public string Mail => mail;

    public string Name => name;

    /// <summary>The person's app.</summary>
    public DemoCaller Api { get; } = stage.Caller();

    public string Id { get; private set; } = "";

    /// <summary>Opens the account and follows the mailed link.</summary>
    public async Task SignUp(string type = "client", string zone = "Europe/London", string? born = "1988-04-12")
    {
        using var stranger = stage.Caller();
        await stranger.Post(
            "/identity/accounts",
            new
            {
                email = mail,
                password = DemoStage.Password,
                displayName = name,
                accountType = type,
                country = "GB",
                timeZone = zone,
                language = "en-GB",
                dateOfBirth = type == "client" ? born : null,
            }
        );
        await stage.Drain();
        var link = DemoFolder.LinkOf(stage.Folder.Mail(mail, x => DemoFolder.CalendarOf(x) is null), "token=");
        var query = QueryHelpers.ParseQuery(link.Query);
        Id = query["person"].ToString();
        await stranger.Post("/identity/accounts/confirm", new { personId = Id, token = query["token"].ToString() });
        await stage.Drain();
    }

    /// <summary>Signs in with authorization code and PKCE; answers the name the platform knows.</summary>
    public async Task<string> SignIn()
    {
        await Api.SignIn(mail, DemoStage.Password);
        return (await Api.Get("/identity/me")).Text("displayName");
    }

    /// <summary>A new client who has paid so much in by card.</summary>
    public async Task<DemoPerson> Arrive(long pence = 0, string born = "1988-04-12")
    {
        await SignUp(born: born);
        await SignIn();
        if (pence > 0)
        {
            await TopUp(pence);
        }

        return this;
    }

    public async Task TopUp(long pence)
    {
        await Api.Post("/wallet/top-ups", new { amount = Money.Gbp(pence), paymentMethod = "pm_card_visa" });
        await stage.Drain();
    }

    public async Task<long> Available() => (await Api.Get("/wallet/balance")).Items("balances")[0].Minor("available");

    /// <summary>Comes to the waiting room by the person's own link.</summary>
    public async Task Join(string session)
    {
        var link = new Uri(stage.Host, (await Api.Get($"/sessions/{session}")).Text("joinPath"));
        var token = QueryHelpers.ParseQuery(link.Query)["token"].ToString();
        await Api.Post($"/sessions/{session}/join", new { token });
    }
}
