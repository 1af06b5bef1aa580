using System.Net;
using System.Net.Sockets;

namespace Telehealth.Host.Cli;

/// <summary>Loopback addresses for hosts that serve only while a verb runs.</summary>
internal static class Ports
{
    // Below the range that outgoing connections are given a port of: between this look and the host's own listening
    // nobody is given it by chance.
    private const int First = 20_000;
    private const int Last = 32_000;

    public static string FreeAddress()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return $"http://127.0.0.1:{port}";
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
