using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Telehealth.Benchmarks;

/// <summary>
/// Connections that send one prepared GET again and again: the client shares the machine with the server, and whatever
/// it costs would flatter the slower of two.
/// </summary>
internal sealed class Askers : IAsyncDisposable
{
    private readonly List<Socket> sockets = [];
    private readonly byte[] request;

    private Askers(byte[] request) => this.request = request;

    public static async Task<Askers> Connect(int many, Uri server, string path, string token)
    {
        var text = $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\n\r\n";
        var askers = new Askers(Encoding.ASCII.GetBytes(text));
        for (var i = 0; i < many; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, server.Port);
            askers.sockets.Add(socket);
        }

        return askers;
    }

    /// <summary>So many answers on each connection, one after the other; all must be 200.</summary>
    public Task Ask(int each) => Turns.Together(sockets.Count, i => Ask(sockets[i], each));

    public ValueTask DisposeAsync()
    {
        sockets.ForEach(x => x.Dispose());
        return ValueTask.CompletedTask;
    }

    private async Task Ask(Socket socket, int times)
    {
        var buffer = new byte[16_384];
        for (var i = 0; i < times; i++)
        {
            await socket.SendAsync(request);
            var read = 0;
            while (!IsWhole(buffer.AsSpan(0, read)))
            {
                var more = await socket.ReceiveAsync(buffer.AsMemory(read));
                read += more > 0 ? more : throw new IOException("The server hung up.");
            }
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        if (!answer.StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException(Encoding.UTF8.GetString(answer));
        }

        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
        {
            // Sent in chunks: the empty one is the last.
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        }

        var digits = answer[(length + 16)..head];
        var end = digits.IndexOf((byte)'\r');
        return answer.Length - head - 4 == int.Parse(end < 0 ? digits : digits[..end]);
    }
}
