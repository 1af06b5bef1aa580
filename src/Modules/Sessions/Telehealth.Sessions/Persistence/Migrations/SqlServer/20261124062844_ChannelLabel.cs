using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Sessions.Persistence.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ChannelLabel : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ChannelLabel",
                table: "sessions_sessions",
                type: "nvarchar(80)",
                maxLength: 80,
                nullable: false,
                defaultValue: "Private session");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ChannelLabel",
                table: "sessions_sessions");
        }
    }
}
