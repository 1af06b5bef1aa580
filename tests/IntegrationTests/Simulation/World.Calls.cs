using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>How the people of a world call its hosts, and how answers are held against the model.</summary>
internal sealed partial class World
{
    private const int MostTries = 60;
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>
    /// Calls a host as a person does who does not give up: what is answered with 5xx is sent again with the same key.
    /// Sometimes twice at once, sometimes once more afterwards: the answer must be the same.
    /// </summary>
    public async Task<Reply> Call(
        Player who,
        HttpMethod method,
        string path,
        object? body = null,
        Func<HttpContent>? content = null
    )
    {
        var key = NewKey();
        Task<Reply> Send() => Insist(() => Once(who, method, path, body, content, key));
        if (method != HttpMethod.Post)
        {
            return await Send();
        }

        var twice = OneIn(10);
        var beside = twice ? Task.Run(Send) : null;
        var first = await Send();
        var again =
            twice ? await beside!
            : OneIn(10) ? await Send()
            : first;
        return again.Said == first.Said
            ? first
            : throw new DisagreementException($"{path} answered {first}, and under the same key {again}");
    }

    public Task<Reply> Post(Player who, string path, object? body = null) =>
        Call(who, HttpMethod.Post, path, body ?? new { });

    /// <summary>Two people do the same thing at the same moment.</summary>
    public Task<Reply[]> AtOnce(string path, object? body, params Player[] people) =>
        Task.WhenAll(people.Select(x => Task.Run(() => Hurry(x, path, body))));

    public async Task<JsonElement> Get(Player who, string path)
    {
        var reply = await Call(who, HttpMethod.Get, path);
        return reply.Ok ? reply.Body : throw new DisagreementException($"GET {path}: {reply}");
    }

    /// <summary>Fails unless the answer is the refusal, or success where null is expected.</summary>
    public static Reply Agree(Reply reply, params string?[] expected) =>
        expected.Contains(reply.Code)
            ? reply
            : throw new DisagreementException($"Expected {string.Join(" or ", expected.Select(Shown))}, was {reply}");

    public static void Same<T>(string what, T model, T product)
    {
        if (!EqualityComparer<T>.Default.Equals(model, product))
        {
            throw new DisagreementException($"{what}: the model says {model}, the product {product}");
        }
    }

    /// <summary>Sends from behind the door until it is answered.</summary>
    public async Task<T> Insist<T>(Func<Task<Result<T>>> send)
    {
        while (true)
        {
            try
            {
                return (await send()).Value;
            }
            catch (Exception e) when (e is CrashException or CommitException)
            {
                // The power came back.
            }
        }
    }

    private static string NewKey() => TelehealthApp.NewKey();

    private static string Shown(string? code) => code ?? "success";

    private static async Task<Reply> Insist(Func<Task<Reply>> call)
    {
        for (var tries = 1; ; tries++)
        {
            var reply = await call();
            var unsettled = reply.Status >= 500 || reply.Code is "idempotency.still-running" or "conflict";
            if (!unsettled || tries == MostTries)
            {
                return reply;
            }
        }
    }

    private Task<Reply> Hurry(Player who, string path, object? body)
    {
        var key = NewKey();
        return Insist(() => Once(who, HttpMethod.Post, path, body ?? new { }, null, key));
    }

    private async Task<Reply> Once(
        Player who,
        HttpMethod method,
        string path,
        object? body,
        Func<HttpContent>? content,
        string key
    )
    {
        var host = Hosts[Random.Shared.Next(Hosts.Count)];
        using var request = new HttpRequestMessage(method, new Uri(host.Base, "/api/v1/" + path));
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Authorization = who.Api.DefaultRequestHeaders.Authorization;
        request.Content = content?.Invoke() ?? (body is null ? null : JsonContent.Create(body));
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Reply((int)answer.StatusCode, JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement);
    }
}
