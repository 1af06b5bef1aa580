using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Testing;

/// <summary>Somebody signed in, with a client for the API.</summary>
/// <param name="Person">Who it is.</param>
/// <param name="Api">Sends the person's token.</param>
public record Player(TestPerson Person, HttpClient Api)
{
    /// <summary>The person's id as text.</summary>
    public string Id => Person.Id.ToString();
}

/// <summary>A provider who is listed and open every day from 08:00 to 20:00 in the own zone.</summary>
/// <param name="Person">Who it is.</param>
/// <param name="Api">Sends the person's token.</param>
/// <param name="Service">A 50-minute session for 65.00 GBP, by video or phone.</param>
public sealed record ListedProvider(TestPerson Person, HttpClient Api, string Service) : Player(Person, Api);

/// <summary>A confirmed booking and its session.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="SessionId">The session.</param>
/// <param name="StartsAt">Its start.</param>
public sealed record Booked(string BookingId, string SessionId, Instant StartsAt);

/// <summary>The whole main job, one step a method, through the public door.</summary>
public sealed partial class TelehealthApp
{
    /// <summary>The channel of sessions the provider itself sells.</summary>
    public const string Private = "marketplace.private";

    /// <summary>The channel of sessions the platform sells and the provider holds for it.</summary>
    public const string Programme = "marketplace.programme";

    private const long HighestTopUp = 200_000;

    private static readonly string[] Weekdays =
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];

    /// <summary>
    /// A provider who signed up, filled everything in and was cleared; the service is sold through the channel, such as
    /// <see cref="Programme"/>, or by the provider itself. Of a statutory register, so exempt of VAT, unless another is
    /// named, such as BACP.
    /// </summary>
    public async Task<ListedProvider> ListedProvider(
        string name = "Dr Zofia Wójcik",
        string zone = "Europe/London",
        string? channel = null,
        string register = "HCPC"
    )
    {
        var person = await SignUpProvider(name, zone);
        var api = await Client(person);
        await WriteProfile(api, name, zone, register);
        await Put(api, "marketplace/providers/me/calendar/weekly", new { Rules = Weekdays.Select(HoursOf) });
        var service = await Post(api, "marketplace/providers/me/services", ServiceOf(channel));
        await Post(api, "marketplace/providers/me/apply", new { });
        await Drain();
        var reviewer = await Client(await Staff(Roles.ComplianceReviewer));
        await Post(reviewer, $"compliance/clearance-files/{person.Id}/grant", new { Reason = "All documents seen." });
        await Drain();
        return new ListedProvider(person, api, service.GetProperty("id").GetString()!);
    }

    /// <summary>The same provider with a further service, alike but sold through another channel.</summary>
    public static async Task<ListedProvider> Offering(ListedProvider provider, string channel)
    {
        var service = await Post(provider.Api, "marketplace/providers/me/services", ServiceOf(channel));
        return provider with { Service = service.GetProperty("id").GetString()! };
    }

    /// <summary>A provider writes its profile, billing details included.</summary>
    public static Task WriteProfile(
        HttpClient provider,
        string name,
        string zone = "Europe/London",
        string register = "HCPC"
    ) => Put(provider, "marketplace/providers/me/profile", ProfileOf(name, zone, register));

    /// <summary>A provider whose profile is written agrees to self-billing.</summary>
    public static async Task AgreeToSelfBilling(HttpClient provider)
    {
        const string path = "receipts/self-billing/agreement";
        var terms = (await Get(provider, path)).GetProperty("termsVersion").GetString();
        var promises = new
        {
            TermsVersion = terms,
            WillNotInvoice = true,
            WillAcceptEach = true,
            WillTellOfChanges = true,
        };
        await Post(provider, path, promises);
    }

    /// <summary>A client with so many pence in the wallet.</summary>
    public async Task<Player> FundedClient(long pence = 10_000, string name = "Ana Nguyễn", string? onDocuments = null)
    {
        var person = await SignUpClient(name, onDocuments: onDocuments);
        var player = new Player(person, await Client(person));
        for (var left = pence; left > 0; left -= HighestTopUp)
        {
            await TopUp(player, Math.Min(left, HighestTopUp));
        }

        return player;
    }

    /// <summary>Pays by card into the wallet.</summary>
    public async Task TopUp(Player client, long pence)
    {
        var body = new { Amount = new { Amount = pence, Currency = "GBP" }, PaymentMethod = "pm_card_visa" };
        await Post(client.Api, "wallet/top-ups", body);
        await Drain();
    }

    /// <summary>A time the provider is open, so many days ahead: 10:00 UTC.</summary>
    public Instant Slot(int days = 2, int hour = 10) =>
        Now.InUtc().Date.PlusDays(days).AtMidnight().PlusHours(hour).InUtc().ToInstant();

    /// <summary>Sends a direct request; the raw answer, for tests that expect a refusal.</summary>
    public Task<HttpResponseMessage> SendRequest(
        Player client,
        ListedProvider provider,
        string key,
        params Instant[] times
    )
    {
        var body = new
        {
            ProviderId = provider.Id,
            ServiceId = provider.Service,
            Mode = "video",
            Times = times.Select(InstantPattern.ExtendedIso.Format),
        };
        return Send(client.Api, HttpMethod.Post, "marketplace/booking-requests", body, key);
    }

    /// <summary>Sends a direct request and answers its id.</summary>
    public async Task<string> Request(Player client, ListedProvider provider, params Instant[] times)
    {
        var answer = await Read(await SendRequest(client, provider, NewKey(), times));
        return answer.GetProperty("id").GetString()!;
    }

    /// <summary>Accepts a time of a request; the raw answer, for tests that expect a refusal.</summary>
    public Task<HttpResponseMessage> SendAccept(Player provider, string request, Instant time, string? key = null) =>
        Send(
            provider.Api,
            HttpMethod.Post,
            $"marketplace/booking-requests/{request}/accept",
            new { StartsAt = InstantPattern.ExtendedIso.Format(time) },
            key ?? NewKey()
        );

    /// <summary>From a request to a confirmed booking with its session.</summary>
    public async Task<Booked> Book(Player client, ListedProvider provider, Instant time)
    {
        var request = await Request(client, provider, time);
        var booking = (await Read(await SendAccept(provider, request, time))).GetProperty("bookingId").GetString()!;
        await Drain();
        return new Booked(booking, await SessionOf(provider, booking), time);
    }

    /// <summary>The session of a booking, as its provider sees it.</summary>
    public async Task<string> SessionOf(Player provider, string booking)
    {
        var sessions = await Get(provider.Api, "sessions?view=upcoming&limit=100");
        return sessions
            .GetProperty("items")
            .EnumerateArray()
            .First(x => x.GetProperty("bookingId").GetString() == booking)
            .GetProperty("id")
            .GetString()!;
    }

    /// <summary>Holds the session from start to completion and lets everything that follows happen.</summary>
    public async Task Hold(Player client, Player provider, Booked booked)
    {
        await Meet(client, provider, booked);
        await Post(provider.Api, $"sessions/{booked.SessionId}/complete", new { });
        await Drain();
    }

    /// <summary>Starts the session, lets the client in and moves the clock to its end.</summary>
    public async Task Meet(Player client, Player provider, Booked booked)
    {
        await AdvanceTo(booked.StartsAt - Duration.FromMinutes(5));
        await Post(provider.Api, $"sessions/{booked.SessionId}/start", new { });
        var session = new SessionId(Guid.Parse(booked.SessionId));
        var link = (await Send(new GetJoinLink(session, client.Person.Id))).Value;
        var token = System.Web.HttpUtility.ParseQueryString(new Uri(Base, link.Path).Query)["token"];
        await Post(client.Api, $"sessions/{booked.SessionId}/join", new { Token = token });
        await Post(provider.Api, $"sessions/{booked.SessionId}/admit", new { });
        await AdvanceTo(booked.StartsAt + Duration.FromMinutes(50));
    }

    private static object ProfileOf(string name, string zone, string register) =>
        new
        {
            DisplayName = name,
            PrimaryCategory = "psychology",
            TimeZone = zone,
            Modes = (string[])["video", "phone"],
            Bio = "I work with people who carry too much and sleep too little, in plain words and at your pace.",
            Specialties = (string[])["anxiety"],
            Languages = (string[])["en"],
            Qualifications = (string[])["MSc Clinical Psychology"],
            Jurisdictions = (string[])["GB"],
            Gender = "female",
            Billing = new
            {
                LegalName = name,
                AddressLines = (string[])["1 Harbour Street", "Bristol BS1 4RN"],
                Country = "GB",
                RegistrationBody = register,
                RegistrationNumber = "PYL12345",
            },
        };

    private static object HoursOf(string weekday) =>
        new
        {
            Weekday = weekday,
            From = "08:00",
            To = "20:00",
            Modes = (string[])["video", "phone"],
        };

    private static object ServiceOf(string? channel)
    {
        var price = new { Amount = 6500, Currency = "GBP" };
        return new
        {
            Name = "Individual session",
            Category = "psychology",
            DurationMinutes = 50,
            Prices = (object[])[new { Mode = "video", Price = price }, new { Mode = "phone", Price = price }],
            BufferAfterMinutes = 10,
            Channel = channel,
        };
    }
}
