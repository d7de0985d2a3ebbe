module Settings
  PREFIX = 'LEDGER_'

  def self.env_or(name, fallback = nil)
    ENV[name] || fallback
  end

  def self.required(name)
    ENV.fetch("#{PREFIX}#{name}")
  end

  MAILER = env_or('MAIL_HOST', 'localhost')
  TOKEN = required('TOKEN')
  SECRET = ENV.fetch('SECRET_KEY_BASE')
  LEVEL = (ENV['LOG_LEVEL'].presence || 'info').to_sym
  ENV.delete('HTTP_PROXY')
  ENV['TZ'] = 'UTC'

  def self.dynamic(key)
    ENV[key.to_s.upcase]
  end
end
