using Telehealth.Host.Composition;

namespace Telehealth.Host.Cli;

/// <summary>What the command line asks for; without a verb the host serves.</summary>
internal static class Verbs
{
    private const string Usage = """
        Telehealth
          (no verb)                serve, at http://127.0.0.1:5080 unless --urls says otherwise
          migrate                  create or update the database
          seed                     demo people, providers and balances (development only)
          verify [--wait]          check every invariant; exit code 1 when one is broken
          export-ledger [--out F]  the journal in hledger's format
          administrator --email A --name N
                                   make an administrator: the first ones, or when nobody can sign in
          rotate-keys              seal all keys by the newest of Encryption:Keys
          demo --out DIR           every business model, from sign-up to a paid Friday, on a database of its own
        Configuration: --Section:Key=value, the environment (Section__Key) or appsettings.json; see README.
        """;

    public static async Task<int> Run(string[] args)
    {
        var (verb, rest) = args is [{ } first, ..] && !first.StartsWith('-') ? (first, args[1..]) : ("serve", args);
        try
        {
            return verb switch
            {
                "serve" => await Serving.Run(rest),
                "migrate" => await Migrating.Run(rest),
                "seed" => await Seeding.Run(rest),
                "verify" => await Verifying.Run(rest),
                "export-ledger" => await Exporting.Run(rest),
                "administrator" => await Installing.Run(rest),
                "rotate-keys" => await Rotating.Run(rest),
                "demo" => await Demo.Run(rest),
                _ => Unknown(verb),
            };
        }
        catch (Exception e) when (StartupErrors.Explain(e) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return StartupErrors.ExitCode;
        }
    }

    private static int Unknown(string verb)
    {
        if (verb is "help")
        {
            Console.WriteLine(Usage);
            return 0;
        }

        Console.Error.WriteLine($"There is no verb '{verb}'.\n\n{Usage}");
        return StartupErrors.ExitCode;
    }
}
