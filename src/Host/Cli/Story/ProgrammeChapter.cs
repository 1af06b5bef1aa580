using System.Text.Json;
using static Telehealth.Host.Cli.Story.DemoAnswers;

namespace Telehealth.Host.Cli.Story;

/// <summary>A session the platform sells and the same provider holds for it.</summary>
internal sealed class ProgrammeChapter(DemoStage stage, DemoCast cast)
{
    private const string Channel = "marketplace.programme";
    private const string Platform = "Telehealth";
    private const long PriceMinor = 3_000;
    private readonly DemoProvider provider = cast.Thorunn;
    private readonly DemoPerson client = cast.Anna;
    private string serviceId = "";
    private string requestId = "";
    private string startsAt = "";
    private long before;
    private JsonElement booking;

    public DemoChapter Chapter =>
        new(
            "Programme: the platform sells, the provider holds the session for it",
            [
                new("The provider offers a service under the programme", Offer),
                new("The client asks for it, knowing who sells", Request),
                new("The provider sees what the programme leaves it, accepts", Accept),
                new("The clock moves on, the second session is held", Hold),
                new("The platform sold it, the provider earned its share", Settled),
                new("The platform's own receipt is issued and downloaded", Receipt),
            ]
        );

    private async Task<string> Offer()
    {
        var open = await provider.Api.Get("/marketplace/channels");
        var channel = open.Items().Single(x => x.Text("channel") == Channel);
        var service = DemoOffer.Service(PriceMinor, "Sleep programme, 50 minutes", Channel);
        serviceId = (await provider.Api.Post("/marketplace/providers/me/services", service)).Text("id");
        return $"{channel.Text("label")}, {channel.Number("commissionBasisPoints") / 100} % kept";
    }

    private async Task<string> Request()
    {
        var listed = await client.Api.Get($"/marketplace/providers/{provider.Id}");
        var service = listed.Items("services").Single(x => x.Text("id") == serviceId);
        startsAt = (await provider.Slots(client, serviceId))[0].Text("startsAt");
        before = await client.Available();
        var body = new
        {
            providerId = provider.Id,
            serviceId,
            mode = "video",
            times = (string[])[startsAt],
        };
        requestId = (await client.Api.Post("/marketplace/booking-requests", body)).Text("id");
        await stage.Drain();
        return service.Text("sale");
    }

    private async Task<string> Accept()
    {
        var asked = await provider.Asked(requestId);
        var share = asked.GetProperty("takeHome").Minor("providerShare");
        DemoFailure.Unless(share == PriceMinor * 3 / 4, $"The programme should leave 75 % and leaves {share}.");
        booking = await provider.Accept(requestId, startsAt);
        return $"booking {booking.Text("number")}, {asked.Text("channelLabel")}";
    }

    private async Task<string> Hold() => (await provider.Hold(client, booking.Text("bookingId"))).Text("state");

    private async Task<string> Settled()
    {
        var available = await client.Available();
        DemoFailure.Unless(available == before - PriceMinor, $"The wallet holds {available} minor units.");
        var earning = await provider.Earned(PriceMinor * 3 / 4);
        return $"{Pounds(earning.Minor("providerShare"))} earned, {Pounds(earning.Minor("commissionNet"))} kept";
    }

    private async Task<string> Receipt()
    {
        var documents = (await client.Api.Get("/receipts/documents")).Items();
        var receipt = documents.Find(x => x.Text("supplier") == Platform);
        DemoFailure.Unless(receipt.ValueKind == JsonValueKind.Object, "The platform should have its receipt.");
        stage.Folder.Write("programme-receipt.pdf", await client.Api.Document(receipt.Text("id")));
        return $"{receipt.Text("title")} {receipt.Text("number")} of {Platform}";
    }
}
