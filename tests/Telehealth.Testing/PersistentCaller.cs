using System.Net;

namespace Telehealth.Testing;

/// <summary>
/// A caller who does not give up: an answer that says nothing of the outcome (5xx) is asked again, the same request
/// with the same key.
/// </summary>
internal sealed class PersistentCaller : DelegatingHandler
{
    private const int MostTries = 6;

    public PersistentCaller()
        : base(new SocketsHttpHandler()) { }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(ct);
        }

        for (var tries = 1; ; tries++)
        {
            var answer = await base.SendAsync(request, ct);
            if (answer.StatusCode < HttpStatusCode.InternalServerError || tries == MostTries)
            {
                return answer;
            }
        }
    }
}
