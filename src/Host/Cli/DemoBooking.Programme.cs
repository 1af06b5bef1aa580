using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli;

/// <summary>The second booking: a session the platform sells and the same provider holds for it.</summary>
internal sealed partial class DemoBooking
{
    private const string Programme = "marketplace.programme";
    private const string Platform = "Telehealth";
    private const int ProgrammePriceMinor = 3000;

    private IEnumerable<(string Name, Func<Task<string>> Step)> ProgrammeSteps =>
        [
            ("The provider offers a service under the programme", OfferUnderProgramme),
            ("The client asks for it, knowing who sells", RequestProgramme),
            ("The provider sees what the programme leaves it, accepts", AcceptProgramme),
            ("The clock moves on, the second session is held", HoldProgramme),
            ("The platform sold it, the provider earned its share", ProgrammeSettled),
            ("The platform's own receipt is issued and downloaded", ProgrammeReceipt),
        ];

    private async Task<string> OfferUnderProgramme()
    {
        var open = await provider.Get("/marketplace/channels");
        var channel = open.GetProperty("items").EnumerateArray().Single(x => Text(x, "channel") == Programme);
        var price = new Money(ProgrammePriceMinor, Currency.Gbp);
        var service = await provider.Post(
            "/marketplace/providers/me/services",
            DemoOffer.Service(price, "Sleep programme, 50 minutes", Programme),
            "service-2"
        );
        serviceId = Text(service, "id");
        return $"{Text(channel, "label")}, {channel.GetProperty("commissionBasisPoints").GetInt32() / 100} % kept";
    }

    private async Task<string> RequestProgramme()
    {
        var listed = await client.Get($"/marketplace/providers/{providerId}");
        var service = listed.GetProperty("services").EnumerateArray().Single(x => Text(x, "id") == serviceId);
        var slots = await client.Get(
            $"/marketplace/providers/{providerId}/slots?serviceId={serviceId}&mode=video&zone=Europe/London"
        );
        times = [Text(slots.GetProperty("items")[0], "startsAt")];
        var body = new
        {
            providerId,
            serviceId,
            mode = "video",
            times,
        };
        requestId = Text(await client.Post("/marketplace/booking-requests", body, "request-2"), "id");
        return Text(service, "sale");
    }

    private async Task<string> AcceptProgramme()
    {
        await Drain();
        var waiting = await provider.Get("/marketplace/providers/me/booking-requests");
        var request = waiting.GetProperty("items").EnumerateArray().Single(x => Text(x, "id") == requestId);
        var share = Minor(request.GetProperty("takeHome"), "providerShare");
        Check(share == ProgrammePriceMinor * 3 / 4, $"The programme should leave 75 % and leaves {share}.");
        var answer = await provider.Post(
            $"/marketplace/booking-requests/{requestId}/accept",
            new { startsAt = times[0] },
            "accept-2"
        );
        startsAt = InstantPattern.ExtendedIso.Parse(Text(answer, "startsAt")).Value;
        endsAt = InstantPattern.ExtendedIso.Parse(Text(answer, "endsAt")).Value;
        await Drain();
        return $"booking {Text(answer, "number")}, {Text(request, "channelLabel")}";
    }

    private async Task<string> HoldProgramme()
    {
        var sessions = await client.Get("/sessions?view=upcoming");
        sessionId = Text(sessions.GetProperty("items")[0], "id");
        await Advance(startsAt - Duration.FromMinutes(10));
        await provider.Post($"/sessions/{sessionId}/start", null, "start-2");
        var session = await client.Get($"/sessions/{sessionId}");
        var link = new Uri(host, Text(session, "joinPath"));
        var token = QueryHelpers.ParseQuery(link.Query)["token"].ToString();
        await client.Post($"/sessions/{sessionId}/join", new { token }, "join-2");
        await provider.Post($"/sessions/{sessionId}/admit", null, "admit-2");
        await Advance(endsAt);
        var completed = await provider.Post($"/sessions/{sessionId}/complete", new { }, "complete-2");
        await Drain();
        return Text(completed, "state");
    }

    private async Task<string> ProgrammeSettled()
    {
        var available = await Available();
        var left = 10_000 - PriceMinor - ProgrammePriceMinor;
        Check(available == left, $"The wallet should hold 5.00 GBP; available is {available}.");
        var earnings = await provider.Get("/wallet/earnings");
        var newest = earnings.GetProperty("items")[0];
        var share = Minor(newest, "providerShare");
        Check(share == ProgrammePriceMinor * 3 / 4, $"The provider should earn 75 % and earned {share}.");
        return $"{share} minor units earned, {Minor(newest, "commissionNet")} kept";
    }

    private async Task<string> ProgrammeReceipt()
    {
        var documents = await client.Get("/receipts/documents");
        var receipt = documents
            .GetProperty("items")
            .EnumerateArray()
            .FirstOrDefault(x => Text(x, "supplier") == Platform);
        Check(receipt.ValueKind != JsonValueKind.Undefined, "The platform should have its receipt.");
        var file = await client.Download($"/api/v1/receipts/documents/{Text(receipt, "id")}/file");
        Check(file.AsSpan(0, 5).SequenceEqual("%PDF-"u8), "The receipt should be a PDF.");
        folder.Write("programme-receipt.pdf", file);
        return $"{Text(receipt, "title")} {Text(receipt, "number")} of {Platform}";
    }

    private static long Minor(JsonElement element, string name) =>
        element.GetProperty(name).GetProperty("amount").GetInt64();
}
