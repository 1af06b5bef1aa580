using Telehealth.Benchmarks;

await DurablePostings.Run();
