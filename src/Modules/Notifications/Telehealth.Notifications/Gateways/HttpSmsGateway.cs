using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace Telehealth.Notifications.Gateways;

/// <summary>
/// Posts <c>{"id","to","from","text"}</c> as JSON with a bearer key; our id is the Idempotency-Key, so that a repeated
/// send reaches the phone once. Any 2xx is acceptance; 409 means that the gateway has it already.
/// </summary>
internal sealed class HttpSmsGateway(IHttpClientFactory clients, IOptions<NotificationsOptions> options) : ISmsGateway
{
    public const string ClientName = "sms";

    public async Task Send(Guid id, string phone, string text, CancellationToken ct)
    {
        var sms = options.Value.Sms;
        using var request = new HttpRequestMessage(HttpMethod.Post, sms.Url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", sms.Key);
        request.Headers.Add("Idempotency-Key", id.ToString());
        request.Content = JsonContent.Create(new SmsBody(id, phone, sms.Sender, text));
        using var client = clients.CreateClient(ClientName);
        using var answer = await client.SendAsync(request, ct);
        if (!answer.IsSuccessStatusCode && answer.StatusCode != System.Net.HttpStatusCode.Conflict)
        {
            throw new NotAcceptedException(
                "sms-gateway-" + ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)
            );
        }
    }

    private sealed record SmsBody(Guid Id, string To, string From, string Text);
}
